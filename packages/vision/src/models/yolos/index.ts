export { readYolosConfig, type YolosConfig, yolosModelTypes } from './config.ts';
export {
  YolosEmbeddings,
  YolosEncoder,
  YolosForObjectDetection,
  YolosModel,
} from './model.ts';
