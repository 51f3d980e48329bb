export {
  type AudioSpectrogramConfig,
  audioSpectrogramModelTypes,
  readAudioSpectrogramConfig,
} from './config.ts';
export { AudioPatchConvolution, AudioPatchEmbeddings, AudioSpectrogramEmbeddings } from './embeddings.ts';
export {
  AudioAttention,
  AudioDense,
  AudioSelfAttention,
  AudioSpectrogramEncoder,
  AudioSpectrogramLayer,
} from './layer.ts';
export { ASTForAudioClassification, ASTMLPHead, ASTModel } from './model.ts';
