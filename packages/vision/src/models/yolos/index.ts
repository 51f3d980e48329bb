export { readYolosConfig, type YolosConfig, yolosModelTypes } from './config.ts';
export { type DetectedObject, detectedObjects } from './detected-objects.ts';
export {
  YolosEmbeddings,
  YolosEncoder,
  YolosForObjectDetection,
  YolosModel,
  type YolosOutput,
  YolosPredictionHead,
} from './model.ts';
