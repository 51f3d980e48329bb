import { checkHfConfig, type HfConfig } from '@heed/transformer';
import { readWaveformConfig, type Wav2Vec2Config } from '../wav2vec2/config.ts';

/** What a Conformer that hears samples is made of. */
export interface ConformerConfig extends Wav2Vec2Config {
  /** How attention knows the order of frames: by distances (Dai et al. 2019), rotary positions, or not at all. */
  readonly positions: 'relative' | 'rotary' | undefined;
  /** Base of the frequencies of rotary positions. */
  readonly rotaryBase: number;
  /** Frames that the depthwise convolution reads, an odd number. */
  readonly depthwiseKernel: number;
  /** Dropout behind the convolution module. */
  readonly convolutionDropout: number;
}

/** The `model_type`s of published configs that are of this family. */
export const conformerModelTypes = ['wav2vec2-conformer'] as const;

/**
 * Reads a published config of wav2vec 2.0 with Conformer layers.
 *
 * @throws {FormatError} for a field that is not as it must be, and for adapters.
 */
export function readConformerConfig(hf: HfConfig): ConformerConfig {
  checkHfConfig('readConformerConfig', hf);
  if (hf.flag('add_adapter', false)) throw hf.unsupported('add_adapter', 'false');
  const config = readWaveformConfig(hf);
  const depthwiseKernel = hf.size('conv_depthwise_kernel_size', 31);
  if (depthwiseKernel % 2 === 0) throw hf.unsupported('conv_depthwise_kernel_size', 'an odd number');
  const positions = readPositions(hf);
  if (positions === 'rotary' && (config.width / config.heads) % 2 !== 0) {
    throw hf.unsupported('num_attention_heads', 'one that gives heads of even width, which turn in pairs');
  }
  return {
    ...config,
    ...{ positions, depthwiseKernel },
    rotaryBase: hf.number('rotary_embedding_base', 10_000),
    convolutionDropout: hf.number('conformer_conv_dropout', 0.1),
  };
}

function readPositions(hf: HfConfig): ConformerConfig['positions'] {
  const kind = hf.text('position_embeddings_type', 'relative');
  if (kind === 'relative' || kind === 'rotary') return kind;
  throw hf.unsupported('position_embeddings_type', "'relative' or 'rotary'");
}
