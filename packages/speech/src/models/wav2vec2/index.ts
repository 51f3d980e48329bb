export {
  readWav2Vec2Config,
  type WaveConvolution,
  type Wav2Vec2Config,
  wav2vec2ModelTypes,
} from './config.ts';
export { Wav2Vec2Encoder } from './encoder.ts';
export {
  WaveformClassifier,
  WaveformCtc,
  Wav2Vec2ForCTC,
  Wav2Vec2ForSequenceClassification,
} from './heads.ts';
export { Wav2Vec2Model } from './model.ts';
