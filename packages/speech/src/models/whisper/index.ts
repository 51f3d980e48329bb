export { WhisperForAudioClassification } from './classifier.ts';
export {
  readWhisperClassifierConfig,
  readWhisperConfig,
  readWhisperEncoderConfig,
  type WhisperClassifierConfig,
  type WhisperConfig,
  type WhisperEncoderConfig,
  whisperModelTypes,
} from './config.ts';
export { WhisperEncoder, type WhisperEncoderInput } from './encoder.ts';
export { Whisper, WhisperModel } from './model.ts';
export { WhisperPositions, whisperSinusoids } from './positions.ts';
export { whisperWeightNames } from './weights.ts';
