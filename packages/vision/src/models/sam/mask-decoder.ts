import {
  add,
  broadcastTo,
  concat,
  Embedding,
  expandDims,
  gelu,
  Linear,
  linear,
  Module,
  matmul,
  Parameter,
  relu,
  reshape,
  slice,
  type Tensor,
  transpose,
  xavierUniform,
  zerosInitializer,
} from '@heed/core';
import { toMap, toTokens } from '../token-map.ts';
import type { SamDecoderConfig } from './config.ts';
import { MapNorm } from './map-norm.ts';
import type { EncodedPrompts } from './prompt-encoder.ts';
import { SamTwoWayTransformer } from './two-way.ts';

/** What SAM finds for each object that is asked for. */
export interface SamOutput {
  /** Logits: above 0 within the object, [batch, objects, masks, 4 · rows, 4 · columns]. */
  readonly masks: Tensor;
  /** How well each mask is thought to fit, as the share of intersection in union: [batch, objects, masks]. */
  readonly scores: Tensor;
}

/** Makes four pixels of each (a transposed convolution of side and step 2): [batch, inputs, rows, columns] → twice as fine. */
export class SamUpscaling extends Module {
  /** [inputs, outputs, 2, 2] */
  readonly weight: Parameter;
  readonly bias: Parameter;

  constructor(inputs: number, outputs: number) {
    super();
    this.weight = new Parameter([inputs, outputs, 2, 2], xavierUniform);
    this.bias = new Parameter([outputs], zerosInitializer);
  }

  override forward(map: Tensor): Tensor {
    const [batch = 0, inputs = 0, rows = 0, columns = 0] = map.shape;
    const outputs = this.bias.size;
    const matrix = transpose(reshape(this.weight, [inputs, 4 * outputs]), [1, 0]);
    const pixels = reshape(linear(toTokens(map), matrix), [batch, rows, columns, outputs, 2, 2]);
    const finer = reshape(transpose(pixels, [0, 3, 1, 4, 2, 5]), [batch, outputs, 2 * rows, 2 * columns]);
    return add(finer, reshape(this.bias, [outputs, 1, 1]));
  }
}

/** Layers with relu between them. */
export class SamPredictionHead extends Module {
  readonly projIn: Linear;
  readonly projOut: Linear;
  readonly layers: readonly Linear[];

  constructor(width: number, inner: number, outputs: number, depth: number) {
    super();
    this.projIn = new Linear(width, inner);
    this.projOut = new Linear(inner, outputs);
    this.layers = Array.from({ length: Math.max(depth - 2, 0) }, () => new Linear(inner, inner));
  }

  override forward(x: Tensor): Tensor {
    const inner = this.layers.reduce(
      (state, layer) => relu(layer.forward(state)),
      relu(this.projIn.forward(x)),
    );
    return this.projOut.forward(inner);
  }
}

/** Each row as often as there are objects: [batch, …] → [batch · objects, …]. */
function forEachObject(x: Tensor, batch: number, objects: number): Tensor {
  const [, ...rest] = x.shape;
  const spread = broadcastTo(reshape(x, [x.shape[0] ?? 0, 1, ...rest]), [batch, objects, ...rest]);
  return reshape(spread, [batch * objects, ...rest]);
}

/** Makes masks of a picture and prompts, by a token for each mask and one for their scores. */
export class SamMaskDecoder extends Module {
  readonly iouToken: Embedding;
  readonly maskTokens: Embedding;
  readonly transformer: SamTwoWayTransformer;
  readonly upscaleConv1: SamUpscaling;
  readonly upscaleConv2: SamUpscaling;
  readonly upscaleLayerNorm: MapNorm;
  readonly outputHypernetworksMlps: readonly SamPredictionHead[];
  readonly iouPredictionHead: SamPredictionHead;

  constructor(config: SamDecoderConfig) {
    super(config);
    const { width, masks, scoreDepth, scoreWidth } = config;
    this.iouToken = new Embedding(1, width);
    this.maskTokens = new Embedding(masks + 1, width);
    this.transformer = new SamTwoWayTransformer(config);
    this.upscaleConv1 = new SamUpscaling(width, width / 4);
    this.upscaleConv2 = new SamUpscaling(width / 4, width / 8);
    this.upscaleLayerNorm = new MapNorm(width / 4, { epsilon: 1e-6 });
    this.outputHypernetworksMlps = Array.from({ length: masks + 1 }, () => {
      return new SamPredictionHead(width, width, width / 8, 3);
    });
    this.iouPredictionHead = new SamPredictionHead(width, scoreWidth, masks + 1, scoreDepth);
  }

  /**
   * Masks and scores for each object.
   *
   * @param map The picture, [batch, width, rows, columns].
   * @param places Where its patches stand, [1, rows · columns, width].
   */
  override forward(map: Tensor, places: Tensor, prompts: EncodedPrompts): SamOutput {
    const [batch = 0, width = 0, rows = 0, columns = 0] = map.shape;
    const objects = prompts.tokens?.shape[1] ?? 1;
    const patches = forEachObject(toTokens(add(map, prompts.map)), batch, objects);
    const tokens = this.#tokens(prompts.tokens, [batch, objects, width]);
    const both = this.transformer.forward({ tokens, patches }, places);
    const fine = this.#upscale(toMap(both.patches, [rows, columns]));
    const kinds = this.outputHypernetworksMlps.map((mlp, at) => {
      return mlp.forward(slice(both.tokens, { axis: 1, start: at + 1, end: at + 2 }));
    });
    const masks = matmul(concat(kinds, { axis: 1 }), fine);
    const scores = this.iouPredictionHead.forward(slice(both.tokens, { axis: 1, end: 1 }));
    return {
      masks: reshape(masks, [batch, objects, kinds.length, 4 * rows, 4 * columns]),
      scores: reshape(scores, [batch, objects, kinds.length]),
    };
  }

  /** The decoder's own tokens and those of the prompts, [batch · objects, tokens, width]. */
  #tokens(prompts: Tensor | undefined, [batch, objects, width]: readonly [number, number, number]): Tensor {
    const own = concat([this.iouToken.weight.value, this.maskTokens.weight.value], { axis: 0 });
    const spread = forEachObject(expandDims(own, { axis: 0 }), batch, objects);
    if (prompts === undefined) return spread;
    const asked = reshape(prompts, [batch * objects, prompts.shape[2] ?? 0, width]);
    return concat([spread, asked], { axis: 1 });
  }

  /** Four times as fine, an eighth of the channels: [rows, width / 8, pixels]. */
  #upscale(map: Tensor): Tensor {
    const twice = gelu(this.upscaleLayerNorm.forward(this.upscaleConv1.forward(map)));
    const fine = gelu(this.upscaleConv2.forward(twice));
    const [rows = 0, channels = 0, height = 0, width = 0] = fine.shape;
    return reshape(fine, [rows, channels, height * width]);
  }
}
