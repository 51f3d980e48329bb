export { type DetrAttendOptions, DetrAttention } from './attention.ts';
export { DetrBackbone, DetrConvolutionalEncoder } from './backbone.ts';
export { type DetrConfig, detrModelTypes, readDetrConfig } from './config.ts';
export { DetrForObjectDetection, type DetrOutput } from './detection.ts';
export {
  type DetrDecoderInput,
  DetrDecoderLayer,
  type DetrEncoderInput,
  DetrEncoderLayer,
} from './layers.ts';
export { DetrMapAttention, DetrMaskHead } from './mask-head.ts';
export { DetrModel, type DetrOptions, type DetrStates } from './model.ts';
export {
  DetrLearnedPositions,
  type DetrPositions,
  DetrPositionTable,
  DetrSinePositions,
} from './positions.ts';
export { DetrForSegmentation, type DetrSegmentationOutput } from './segmentation.ts';
export { DetrDecoder, DetrEncoder } from './stacks.ts';
