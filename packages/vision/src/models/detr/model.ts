import {
  Conv2d,
  checkOptions,
  Embedding,
  Module,
  normalInitializer,
  ones,
  RandomGenerator,
  reshape,
  type Tensor,
  to,
  zeros,
} from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { toTokens } from '../token-map.ts';
import { DetrBackbone, maskOfMap } from './backbone.ts';
import type { DetrConfig } from './config.ts';
import { DetrLearnedPositions, type DetrPositions, DetrSinePositions } from './positions.ts';
import { DetrDecoder, DetrEncoder } from './stacks.ts';

/** What one call is told beside the pixels. */
export interface DetrOptions {
  /** Boolean [batch, height, width], true within the picture, for pictures that are padded to one size. */
  readonly mask?: Tensor | undefined;
}

/** What DETR made of pictures, before its heads. */
export interface DetrStates {
  /** States of the queries, [batch, queries, width]. */
  readonly queries: Tensor;
  /** The same of earlier layers, where they are trained too. */
  readonly auxiliary: readonly Tensor[];
  /** States of the places of the map, row by row, [batch, rows · columns, width]. */
  readonly memory: Tensor;
  /** Rows and columns of the map. */
  readonly grid: Size;
  /** The map that went into the encoder, [batch, width, rows, columns]. */
  readonly map: Tensor;
  /** What each stage of the backbone gave, the finest first. */
  readonly stages: readonly Tensor[];
  /** Boolean [batch, 1, 1, places], true within the picture; undefined where all are. */
  readonly mask: Tensor | undefined;
}

/**
 * DETR without heads (Carion et al. 2020): a ResNet makes a map of a picture, an encoder lets its places look at each other,
 * and learned queries read from it what is there. Its fields are the names of published weights.
 *
 * Observers can ask for any layer (`encoder.layers.0`, `decoder.layers.0`) and its attention:
 * `encoder.layers.0.selfAttn.weights` from place to place, `decoder.layers.0.encoderAttn.weights` from query to place.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { DetrModel, readDetrConfig } from '@heed/vision';
 * const config = readDetrConfig(
 *   new HfConfig({
 *     d_model: 8, encoder_layers: 1, decoder_layers: 1, encoder_attention_heads: 2, decoder_attention_heads: 2,
 *     encoder_ffn_dim: 16, decoder_ffn_dim: 16, num_queries: 5,
 *     backbone_config: { model_type: 'resnet', embedding_size: 4, hidden_sizes: [8, 16], depths: [1, 1] },
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new DetrModel(config).initialize(generator);
 * const { queries, memory, grid } = model.forward(generator.normal([1, 3, 32, 24]));
 * console.log(queries.shape, memory.shape, grid); // [1, 5, 8] [1, 12, 8] [4, 3]
 * ```
 */
export class DetrModel extends Module {
  readonly config: DetrConfig;
  readonly backbone: DetrBackbone;
  readonly positionEmbedding: DetrPositions;
  readonly queryPositionEmbeddings: Embedding;
  readonly inputProjection: Conv2d;
  readonly encoder: DetrEncoder;
  readonly decoder: DetrDecoder;

  /** @param generator Source of all dropout. */
  constructor(config: DetrConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    const { width, queries } = config;
    this.backbone = new DetrBackbone(config.backbone);
    this.positionEmbedding =
      config.positions === 'sine' ? new DetrSinePositions(width) : new DetrLearnedPositions(width);
    this.queryPositionEmbeddings = new Embedding(queries, width, { initializer: normalInitializer(0.02) });
    this.inputProjection = new Conv2d(config.backbone.stages.at(-1)?.width ?? 0, width, 1);
    this.encoder = new DetrEncoder(config, generator);
    this.decoder = new DetrDecoder(config, generator);
  }

  /**
   * Pixels [batch, channels, height, width] → states of queries and map.
   *
   * @throws {ShapeError} for another number of channels, and for a mask that is not as large as the pixels.
   */
  override forward(pixels: Tensor, options: DetrOptions = {}): DetrStates {
    checkOptions('DetrModel', options, ['mask']);
    const stages = this.backbone.forward(pixels);
    const map = this.inputProjection.forward(stages.at(-1) ?? pixels);
    const [batch = 0, width = 0, rows = 0, columns = 0] = map.shape;
    const grid = [rows, columns] as const;
    const whole = options.mask === undefined;
    const within = whole
      ? to(ones([batch, rows, columns], 'bool'), pixels.backend)
      : maskOfMap(options.mask, pixels, grid);
    const mask = whole ? undefined : reshape(within, [batch, 1, 1, rows * columns]);
    const positions = this.positionEmbedding.forward(within, map.dtype);
    const memory = this.encoder.forward(toTokens(map), { positions, mask });
    const queries = reshape(this.queryPositionEmbeddings.weight.value, [1, this.config.queries, width]);
    const nothing = to(zeros([batch, this.config.queries, width], map.dtype), pixels.backend);
    const states = this.decoder.forward(nothing, { queries, memory, memoryPositions: positions, mask });
    const found = { queries: states.at(-1) ?? nothing, auxiliary: states.slice(0, -1) };
    return { ...found, memory, grid, map, stages, mask };
  }
}
