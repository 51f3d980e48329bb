export {
  type MobileViTConfig,
  type MobileViTStageConfig,
  mobileViTModelTypes,
  readMobileViTConfig,
} from './config.ts';
export {
  MobileViTConvLayer,
  type MobileViTConvOptions,
  MobileViTInvertedResidual,
  MobileViTMobileNetLayer,
  MobileViTProjection,
} from './convolution.ts';
export { MobileViTLayer } from './layer.ts';
export {
  MobileViTEncoder,
  MobileViTForImageClassification,
  MobileViTModel,
  type MobileViTModelOptions,
} from './model.ts';
export {
  MobileViTDeepLabHead,
  MobileViTForSemanticSegmentation,
  MobileViTPyramid,
  MobileViTPyramidPooling,
} from './segmentation.ts';
