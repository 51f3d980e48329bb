export {
  readWav2Vec2Config,
  type Wav2Vec2Config,
  type WaveConvolution,
  wav2vec2ModelTypes,
} from './config.ts';
export { Wav2Vec2Encoder } from './encoder.ts';
export { FrameNorm, Wav2Vec2ConvLayer, Wav2Vec2FeatureExtractor } from './feature-extractor.ts';
export {
  Wav2Vec2ForCTC,
  Wav2Vec2ForSequenceClassification,
  WaveformClassifier,
  WaveformCtc,
} from './heads.ts';
export { Wav2Vec2EncoderLayer, Wav2Vec2FeedForward } from './layer.ts';
export { Wav2Vec2FeatureProjection, Wav2Vec2Model, WaveformModel } from './model.ts';
export {
  Wav2Vec2PositionalConvEmbedding,
  WeightNorm,
  WeightNormConv1d,
  WeightNormParametrizations,
} from './positions.ts';
export { WaveformEncoder, type WaveformLayer } from './waveform-encoder.ts';
