export { SegformerForImageClassification } from './classification.ts';
export {
  readSegformerConfig,
  type SegformerConfig,
  type SegformerStageConfig,
  segformerModelTypes,
} from './config.ts';
export {
  SegformerAttention,
  SegformerDepthwise,
  SegformerFeedForward,
  SegformerLayer,
  SegformerSelfAttention,
} from './layer.ts';
export { SegformerBlock, SegformerEncoder, SegformerModel, SegformerPatchEmbeddings } from './model.ts';
export {
  SegformerDecodeHead,
  SegformerForSemanticSegmentation,
  SegformerProjection,
  segmentationMap,
} from './segmentation.ts';
