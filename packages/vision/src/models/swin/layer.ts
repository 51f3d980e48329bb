import {
  add,
  concat,
  LayerNorm,
  Linear,
  Module,
  type RandomGenerator,
  reshape,
  ShapeError,
  slice,
  type Tensor,
  to,
} from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { RelativePatchBias } from '../relative-bias.ts';
import { StochasticDepth } from '../stochastic-depth.ts';
import { ViTAttentionOutput, ViTSelfAttention } from '../vit-like/attention.ts';
import { ViTIntermediate, ViTOutput } from '../vit-like/layer.ts';
import type { SwinConfig, SwinStageConfig } from './config.ts';
import { cutWindows, joinWindows, padToWindows, rollMap, shiftedMask } from './windows.ts';

/** The attention within windows with its output layer, under published names: heads have a bias for the way from patch to patch. */
export class SwinAttention extends Module {
  readonly self: ViTSelfAttention;
  readonly output: ViTAttentionOutput;

  constructor(config: SwinConfig, stage: SwinStageConfig, generator: RandomGenerator) {
    super(config, stage);
    const { window, attentionDropout, queryKeyValueBias } = config;
    const { width, heads } = stage;
    this.self = new ViTSelfAttention({ width, heads, attentionDropout, queryKeyValueBias }, generator, {
      positions: new RelativePatchBias([window, window], heads, { classToken: false }),
    });
    this.output = new ViTAttentionOutput(stage.width, config.dropout, generator);
  }

  override forward(windows: Tensor, mask: Tensor | undefined): Tensor {
    return this.output.forward(this.self.forward(windows, { mask }));
  }
}

/**
 * A layer (Liu et al. 2021): patches attend to those of their window; in every other layer windows are shifted by half, so
 * that what lies at their edges meets too. States [batch, rows · columns, width] → the same shape.
 */
export class SwinLayer extends Module {
  readonly layernormBefore: LayerNorm;
  readonly attention: SwinAttention;
  readonly layernormAfter: LayerNorm;
  readonly intermediate: ViTIntermediate;
  readonly output: ViTOutput;
  readonly dropPath: StochasticDepth;
  readonly #window: number;
  readonly #shift: number;

  constructor(
    config: SwinConfig,
    stage: SwinStageConfig,
    place: { readonly shift: number; readonly depthRate: number },
    generator: RandomGenerator,
  ) {
    super(config, stage, place);
    const { epsilon, innerRatio, activation, dropout, window } = config;
    const { width } = stage;
    const sizes = { width, feedForwardWidth: Math.trunc(innerRatio * width), activation, dropout };
    this.layernormBefore = new LayerNorm(width, { epsilon });
    this.attention = new SwinAttention(config, stage, generator);
    this.layernormAfter = new LayerNorm(width, { epsilon });
    this.intermediate = new ViTIntermediate(sizes);
    this.output = new ViTOutput(sizes, generator);
    this.dropPath = new StochasticDepth(place.depthRate, generator);
    this.#window = window;
    this.#shift = place.shift;
  }

  /** @throws {ShapeError} for maps smaller than a window. */
  override forward(states: Tensor, [rows, columns]: Size): Tensor {
    const [batch = 0, , width = 0] = states.shape;
    const side = this.#window;
    if (Math.min(rows, columns) < side) {
      throw new ShapeError(
        `SwinLayer: a map of ${rows} × ${columns} is smaller than a window of ${side} × ${side}`,
      );
    }
    // One window holds all there is: nothing to shift.
    const shift = Math.min(rows, columns) === side ? 0 : this.#shift;
    const normed = reshape(this.layernormBefore.forward(states), [batch, rows, columns, width]);
    const padded = padToWindows(normed, side);
    const size: Size = [padded.shape[1] ?? 0, padded.shape[2] ?? 0];
    const windows = cutWindows(rollMap(padded, shift), side);
    const mask =
      shift === 0 ? undefined : to(repeatRows(shiftedMask(size, side, shift), batch), states.backend);
    const attended = rollMap(joinWindows(this.attention.forward(windows, mask), side, size), -shift);
    const cut = slice(slice(attended, { axis: 1, end: rows }), { axis: 2, end: columns });
    const sum = add(states, this.dropPath.forward(reshape(cut, [batch, rows * columns, width])));
    return add(sum, this.output.forward(this.intermediate.forward(this.layernormAfter.forward(sum))));
  }
}

function repeatRows(x: Tensor, times: number): Tensor {
  return times === 1
    ? x
    : concat(
        Array.from({ length: times }, () => x),
        { axis: 0 },
      );
}

/** Makes one patch of each 2 × 2, twice as wide: [batch, rows · columns, width] → [batch, rows · columns / 4, 2 · width]. */
export class SwinPatchMerging extends Module {
  readonly reduction: Linear;
  readonly norm: LayerNorm;

  constructor(width: number) {
    super();
    this.reduction = new Linear(4 * width, 2 * width, { bias: false });
    this.norm = new LayerNorm(4 * width);
  }

  override forward(states: Tensor, [rows, columns]: Size): Tensor {
    const [batch = 0, , width = 0] = states.shape;
    const map = padToWindows(reshape(states, [batch, rows, columns, width]), 2);
    const [down, across] = [(map.shape[1] ?? 0) / 2, (map.shape[2] ?? 0) / 2];
    const cut = reshape(map, [batch, down, 2, across, 2, width]);
    const corner = (row: number, column: number): Tensor => {
      const ofRow = slice(cut, { axis: 2, start: row, end: row + 1 });
      return reshape(slice(ofRow, { axis: 4, start: column, end: column + 1 }), [
        batch,
        down * across,
        width,
      ]);
    };
    const corners = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
    return this.reduction.forward(this.norm.forward(concat(corners, { axis: -1 })));
  }
}
