export {
  type BartLikeConfig,
  type BartLikeLayerConfig,
  type BartLikeStackConfig,
  type BartLikeStacksConfig,
  readBartLikeStack,
} from './config.ts';
export { BartLikeDecoderLayer, BartLikeEncoderLayer } from './layers.ts';
export { BartLike, BartLikeModel } from './model.ts';
export {
  BartLikeDecoder,
  BartLikeEncoder,
  type BartLikePositions,
  type BartLikeStackParts,
} from './stacks.ts';
