export {
  readWav2Vec2Config,
  type Wav2Vec2Config,
  type WaveConvolution,
  wav2vec2ModelTypes,
} from './config.ts';
export { Wav2Vec2Encoder } from './encoder.ts';
export {
  Wav2Vec2ForCTC,
  Wav2Vec2ForSequenceClassification,
  WaveformClassifier,
  WaveformCtc,
} from './heads.ts';
export { Wav2Vec2Model } from './model.ts';
