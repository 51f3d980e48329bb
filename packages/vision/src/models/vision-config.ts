import { HfConfig, readLabels } from '@heed/transformer';
import type { Size } from '../patches/size.ts';

/** What the families of Vision Transformers have in common. */
export interface VisionConfig {
  /** The size of pictures that positions were learned for. */
  readonly imageSize: Size;
  readonly patchSize: Size;
  readonly channels: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly activation: string;
  readonly epsilon: number;
  /** Dropout of embeddings and behind each sub-layer. */
  readonly dropout: number;
  readonly attentionDropout: number;
  /** Names of the classes. */
  readonly labels: readonly string[];
}

/** A field that holds one number for both axes, or [height, width]. */
export function readSize(hf: HfConfig, field: string, fallback: number): Size {
  const value = hf.toJSON()[field] ?? fallback;
  if (typeof value === 'number') {
    const side = hf.size(field, fallback);
    return [side, side];
  }
  const [rows, columns, ...rest] = hf.numbers(field);
  if (rows === undefined || columns === undefined || rest.length > 0) {
    throw hf.unsupported(field, 'one size, or a height and a width');
  }
  const sides = new HfConfig({ rows, columns }, `config.json: ${field}`);
  return [sides.size('rows'), sides.size('columns')];
}

/** Number of heads; the width must divide into them. */
export function readHeads(hf: HfConfig, fallback: number, width: number): number {
  const heads = hf.size('num_attention_heads', fallback);
  if (width % heads !== 0) throw hf.unsupported('num_attention_heads', `a divisor of the width, ${width}`);
  return heads;
}

/**
 * Reads what configs of plain Vision Transformers have in common.
 *
 * @param epsilon Of the norms, where the config says nothing.
 */
export function readVisionConfig(hf: HfConfig, epsilon: number): VisionConfig {
  const width = hf.size('hidden_size', 768);
  return {
    imageSize: readSize(hf, 'image_size', 224),
    patchSize: readSize(hf, 'patch_size', 16),
    channels: hf.size('num_channels', 3),
    width,
    layers: hf.size('num_hidden_layers', 12),
    heads: readHeads(hf, 12, width),
    feedForwardWidth: hf.size('intermediate_size', 3072),
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', epsilon),
    dropout: hf.number('hidden_dropout_prob', 0),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    labels: readLabels(hf),
  };
}
