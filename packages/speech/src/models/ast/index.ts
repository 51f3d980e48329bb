export {
  type AudioSpectrogramConfig,
  audioSpectrogramModelTypes,
  readAudioSpectrogramConfig,
} from './config.ts';
export { ASTForAudioClassification, ASTModel } from './model.ts';
