import {
  checkOptions,
  Module,
  OptionError,
  RandomGenerator,
  ShapeError,
  showShape,
  slice,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import type { SamConfig } from './config.ts';
import { SamMaskDecoder, type SamOutput } from './mask-decoder.ts';
import { SamPositionalEmbedding, SamPromptEncoder, type SamPrompts } from './prompt-encoder.ts';
import { SamVisionEncoder } from './vision-model.ts';

/** What a call of {@link SamModel} may be told. */
export interface SamOptions {
  /** Three masks for a prompt that may mean a part, the thing or all of it; true by default. False: one mask. */
  readonly several?: boolean;
}

/**
 * Segment Anything (Kirillov et al. 2023): which pixels belong to what a point, a box or a rough mask stands for. The picture
 * is encoded once (`encodePicture`), after which `segment` answers any number of prompts quickly; `forward` does both.
 * `samPrompts` and `samMasks` go from a picture's own pixels to what SAM sees, and back.
 *
 * Observers can ask for what those of `SamVisionModel` can, and for the attention between prompts and picture
 * (`maskDecoder.transformer.layers.0.crossAttnTokenToImage.weights`: [batch · objects, heads, tokens, patches]).
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { readSamConfig, SamModel, samMasks, samPrompts } from '@heed/vision';
 * const picture = { height: 24, width: 32 };
 * const config = readSamConfig(
 *   new HfConfig({
 *     vision_config: {
 *       image_size: 64, patch_size: 16, hidden_size: 8, num_hidden_layers: 2, num_attention_heads: 2,
 *       output_channels: 16, num_pos_feats: 8, window_size: 3, global_attn_indexes: [1],
 *     },
 *     prompt_encoder_config: { hidden_size: 16, image_size: 64, patch_size: 16 },
 *     mask_decoder_config: { hidden_size: 16, num_attention_heads: 2, mlp_dim: 24 },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new SamModel(config).initialize(generator);
 * const map = model.encodePicture(generator.normal([1, 3, 64, 64]));
 * const prompts = samPrompts(picture, [{ within: [[10, 8]] }, { within: [[3, 4]], outside: [[20, 20]] }], 64);
 * const { masks, scores } = model.segment(map, prompts);
 * console.log(masks.shape, scores.shape); // [1, 2, 3, 16, 16] [1, 2, 3]
 * console.log(samMasks(masks, picture, 64).shape); // [1, 2, 3, 24, 32]
 * ```
 */
export class SamModel extends Module {
  readonly config: SamConfig;
  readonly sharedImageEmbedding: SamPositionalEmbedding;
  readonly visionEncoder: SamVisionEncoder;
  readonly promptEncoder: SamPromptEncoder;
  readonly maskDecoder: SamMaskDecoder;

  /** @param generator Source of all dropout. */
  constructor(config: SamConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    const { vision, prompt, decoder } = config;
    this.config = config;
    this.sharedImageEmbedding = new SamPositionalEmbedding(prompt.frequencies, Math.floor(vision.width / 2));
    this.visionEncoder = new SamVisionEncoder(vision, generator);
    this.promptEncoder = new SamPromptEncoder(config, this.sharedImageEmbedding);
    this.maskDecoder = new SamMaskDecoder(decoder);
  }

  /**
   * Pixels [batch, channels, height, width] and prompts → masks.
   *
   * @throws {ShapeError} for pictures of another size than `imageSize`, and for prompts of another batch.
   * @throws {OptionError} for labels without points.
   */
  override forward(pixels: Tensor, prompts: SamPrompts, options: SamOptions = {}): SamOutput {
    return this.segment(this.encodePicture(pixels), prompts, options);
  }

  /** The map of a picture that `segment` takes: pixels → [batch, width, rows, columns]. */
  encodePicture(pixels: Tensor): Tensor {
    return this.visionEncoder.forward(pixels);
  }

  /** Masks for prompts, of a map that `encodePicture` gave. Throws as `forward` does. */
  segment(map: Tensor, prompts: SamPrompts, options: SamOptions = {}): SamOutput {
    checkOptions('SamModel.segment', options, ['several']);
    checkPrompts(prompts, map.shape[0] ?? 0);
    const { several = true } = options;
    const encoded = this.promptEncoder.forward(prompts);
    const { masks, scores } = this.maskDecoder.forward(map, this.#places(map), encoded);
    const kept = several ? { start: 1 } : { end: 1 };
    return { masks: slice(masks, { axis: 2, ...kept }), scores: slice(scores, { axis: 2, ...kept }) };
  }

  /** Path of the attention weights of a layer of the picture's encoder. */
  attentionPath(layer: number): string {
    return `visionEncoder.layers.${layer}.attn.weights`;
  }

  /** Where the patches of a map stand, [1, rows · columns, width]. */
  #places({ shape, backend }: Tensor): Tensor {
    const [, , rows = 0, columns = 0] = shape;
    const middles = Float32Array.from({ length: 2 * rows * columns }, (_, at) => {
      const patch = at >> 1;
      return at % 2 === 0 ? ((patch % columns) + 0.5) / columns : (Math.floor(patch / columns) + 0.5) / rows;
    });
    return this.sharedImageEmbedding.forward(to(tensor(middles, { shape: [1, rows * columns, 2] }), backend));
  }
}

function checkPrompts(prompts: SamPrompts, batch: number): void {
  checkOptions('SamPrompts', prompts, ['points', 'labels', 'boxes', 'masks']);
  const { points, labels, boxes, masks } = prompts;
  if (labels !== undefined && points === undefined)
    throw new OptionError('SamPrompts: labels without points');
  const objects = (points ?? boxes)?.shape[1] ?? 1;
  const wanted: readonly [string, Tensor | undefined, readonly number[]][] = [
    ['points', points, [batch, objects, points?.shape[2] ?? 0, 2]],
    ['labels', labels, [batch, objects, points?.shape[2] ?? 0]],
    ['boxes', boxes, [batch, objects, 4]],
    ['masks', masks, [batch, 1, masks?.shape[2] ?? 0, masks?.shape[3] ?? 0]],
  ];
  for (const [name, given, shape] of wanted) {
    if (given === undefined || given.shape.join() === shape.join()) continue;
    throw new ShapeError(`SamPrompts: ${name} must be ${showShape(shape)}, got ${showShape(given.shape)}`);
  }
}
