import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { readWaveformConfig, type Wav2Vec2Config } from '../wav2vec2/config.ts';

/** The `model_type`s of published configs that are of this family. */
export const hubertModelTypes = ['hubert'] as const;

/**
 * Reads a published config of HuBERT, which says the same as one of wav2vec 2.0.
 *
 * @throws {FormatError} for a field that is not as it must be, and for positions with a batch norm.
 */
export function readHubertConfig(hf: HfConfig): Wav2Vec2Config {
  checkHfConfig('readHubertConfig', hf);
  if (hf.flag('conv_pos_batch_norm', false)) throw hf.unsupported('conv_pos_batch_norm', 'false');
  return { ...readWaveformConfig(hf), projectionNorm: hf.flag('feat_proj_layer_norm', true) };
}
