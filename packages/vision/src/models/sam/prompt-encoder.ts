import {
  add,
  broadcastTo,
  Conv2d,
  cast,
  concat,
  cos,
  divide,
  Embedding,
  equal,
  expandDims,
  Module,
  matmul,
  multiply,
  normalInitializer,
  Parameter,
  pad,
  reshape,
  sin,
  subtract,
  type Tensor,
  tensor,
  to,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import type { Size } from '../../patches/size.ts';
import type { SamConfig, SamPromptConfig } from './config.ts';
import { MapNorm } from './map-norm.ts';

/** What is asked for in a picture, in pixels of what SAM sees: see `samPrompts`. */
export interface SamPrompts {
  /** Places (x, y): [batch, objects, points, 2]. */
  readonly points?: Tensor | undefined;
  /** int32 [batch, objects, points]: 1 within the object, 0 outside it, −1 no point, −10 padding. All 1 by default. */
  readonly labels?: Tensor | undefined;
  /** Left, top, right, bottom: [batch, objects, 4]. */
  readonly boxes?: Tensor | undefined;
  /** Logits of masks to start from, four times as fine as the map: [batch, 1, 4 · rows, 4 · columns]. */
  readonly masks?: Tensor | undefined;
}

/** Places by random frequencies (Tancik et al. 2020): `sin(2π · (2p − 1) B)`, `cos(2π · (2p − 1) B)`. */
export class SamPositionalEmbedding extends Module {
  /** B, [2, frequencies] */
  readonly positionalEmbedding: Parameter;

  constructor(frequencies: number, deviation: number) {
    super();
    this.positionalEmbedding = new Parameter([2, frequencies], normalInitializer(deviation));
  }

  /** Places (x, y) as shares of the sides, […, 2] → […, 2 · frequencies]. */
  override forward(places: Tensor): Tensor {
    const around = subtract(multiply(places, 2), 1);
    const angles = multiply(matmul(around, this.positionalEmbedding), 2 * Math.PI);
    return concat([sin(angles), cos(angles)], { axis: -1 });
  }
}

/** A mask as a map: [batch, 1, 4 · rows, 4 · columns] → [batch, width, rows, columns]. */
export class SamMaskEmbedding extends Module {
  readonly conv1: Conv2d;
  readonly conv2: Conv2d;
  readonly conv3: Conv2d;
  readonly layerNorm1: MapNorm;
  readonly layerNorm2: MapNorm;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: SamPromptConfig) {
    super(config);
    const { width, maskChannels, activation, epsilon } = config;
    const few = Math.floor(maskChannels / 4);
    this.conv1 = new Conv2d(1, few, 2, { stride: 2 });
    this.conv2 = new Conv2d(few, maskChannels, 2, { stride: 2 });
    this.conv3 = new Conv2d(maskChannels, width, 1);
    this.layerNorm1 = new MapNorm(few, { epsilon });
    this.layerNorm2 = new MapNorm(4 * few, { epsilon });
    this.#activation = activationNamed(activation);
  }

  override forward(masks: Tensor): Tensor {
    const half = this.#activation(this.layerNorm1.forward(this.conv1.forward(masks)));
    return this.conv3.forward(this.#activation(this.layerNorm2.forward(this.conv2.forward(half))));
  }
}

/** What prompts become: tokens for each object, and a map to add to the picture's. */
export interface EncodedPrompts {
  /** [batch, objects, tokens, width]; undefined without points and boxes. */
  readonly tokens: Tensor | undefined;
  /** [batch|1, width, rows|1, columns|1] */
  readonly map: Tensor;
}

/** Makes tokens of points and boxes, and a map of a mask. */
export class SamPromptEncoder extends Module {
  readonly sharedEmbedding: SamPositionalEmbedding;
  readonly maskEmbed: SamMaskEmbedding;
  readonly noMaskEmbed: Embedding;
  /** For a point outside, a point within, an upper left and a lower right corner. */
  readonly pointEmbed: readonly [Embedding, Embedding, Embedding, Embedding];
  readonly notAPointEmbed: Embedding;
  readonly #imageSize: Size;

  /** @param shared The embedding of places, which the decoder uses as well. */
  constructor(config: SamConfig, shared: SamPositionalEmbedding) {
    super(config);
    const { vision, prompt } = config;
    const token = (): Embedding => new Embedding(1, prompt.width);
    this.sharedEmbedding = shared;
    this.maskEmbed = new SamMaskEmbedding(prompt);
    this.noMaskEmbed = token();
    this.pointEmbed = [token(), token(), token(), token()];
    this.notAPointEmbed = token();
    this.#imageSize = vision.imageSize;
  }

  override forward({ points, labels, boxes, masks }: SamPrompts): EncodedPrompts {
    const tokens = [
      ...(points === undefined ? [] : [this.#ofPoints(points, labels, boxes === undefined)]),
      ...(boxes === undefined ? [] : [this.#ofBoxes(boxes)]),
    ];
    return {
      tokens: tokens.length === 0 ? undefined : concat(tokens, { axis: 2 }),
      map: masks === undefined ? this.#noMask() : this.maskEmbed.forward(masks),
    };
  }

  #noMask(): Tensor {
    const { weight } = this.noMaskEmbed;
    return reshape(weight, [1, weight.size, 1, 1]);
  }

  /** Middles of pixels as shares of the sides, embedded. */
  #placed(places: Tensor): Tensor {
    const [height, width] = this.#imageSize;
    const sides = to(tensor([width, height]), places.backend);
    return this.sharedEmbedding.forward(divide(add(places, 0.5), sides));
  }

  #ofPoints(points: Tensor, given: Tensor | undefined, pads: boolean): Tensor {
    const after = pads ? 1 : 0;
    const labels =
      given ?? broadcastTo(to(tensor([1], { dtype: 'int32' }), points.backend), points.shape.slice(0, 3));
    // Where there is no box, one point more stands for none.
    const kinds = pad(labels, { axis: 2, after, value: -1 });
    const places = pad(points, { axis: 2, after });
    const are = (label: number): Tensor => expandDims(cast(equal(kinds, label), points.dtype), { axis: 3 });
    const [outside, within] = this.pointEmbed;
    const place = multiply(this.#placed(places), add(are(0), are(1)));
    const named = [
      [0, outside],
      [1, within],
      [-1, this.notAPointEmbed],
    ] as const;
    return named.reduce((sum, [label, { weight }]) => add(sum, multiply(are(label), weight)), place);
  }

  #ofBoxes(boxes: Tensor): Tensor {
    const [batch = 0, objects = 0] = boxes.shape;
    const corners = this.#placed(reshape(boxes, [batch, objects, 2, 2]));
    const [, , first, last] = this.pointEmbed;
    return add(corners, concat([first.weight.value, last.weight.value], { axis: 0 }));
  }
}
