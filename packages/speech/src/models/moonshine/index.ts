export { MoonshineAttention } from './attention.ts';
export { type MoonshineConfig, moonshineModelTypes, readMoonshineConfig } from './config.ts';
export { MoonshineEncoder } from './encoder.ts';
export {
  MoonshineDecoderLayer,
  MoonshineDecoderMlp,
  MoonshineEncoderLayer,
  MoonshineEncoderMlp,
} from './layers.ts';
export { Moonshine, MoonshineDecoder, MoonshineModel } from './model.ts';
export {
  MoonshineRecognizer,
  type RecognizeAllOptions,
  type RecognizedClip,
  type RecognizeOptions,
} from './recognizer.ts';
