import { splitHeads } from '@heed/attention';
import {
  add,
  broadcastTo,
  Conv2d,
  concat,
  GroupNorm,
  Linear,
  Module,
  matmul,
  multiply,
  reshape,
  softmax,
  type Tensor,
  transpose,
  where,
} from '@heed/core';
import { activationNamed } from '@heed/transformer';
import { nearestMap } from '../resize-map.ts';
import type { DetrConfig } from './config.ts';
import type { DetrStates } from './model.ts';

/** Where each query looks, to begin its mask with: attention weights without values, over places and heads together. */
export class DetrMapAttention extends Module {
  readonly qLinear: Linear;
  readonly kLinear: Linear;
  readonly #heads: number;

  constructor(width: number, heads: number) {
    super();
    this.qLinear = new Linear(width, width);
    this.kLinear = new Linear(width, width);
    this.#heads = heads;
  }

  /** [batch, queries, heads, rows, columns] */
  override forward({ queries, memory, grid, mask }: DetrStates): Tensor {
    const [batch = 0, count = 0, width = 0] = queries.shape;
    const places = grid[0] * grid[1];
    const asked = splitHeads(this.qLinear.forward(queries), this.#heads);
    const keys = splitHeads(this.kLinear.forward(memory), this.#heads);
    const scores = multiply(matmul(asked, transpose(keys, [0, 1, 3, 2])), (width / this.#heads) ** -0.5);
    const visible = mask === undefined ? scores : where(mask, scores, Number.NEGATIVE_INFINITY);
    const rows = reshape(transpose(visible, [0, 2, 1, 3]), [batch, count, this.#heads * places]);
    return reshape(softmax(rows), [batch, count, this.#heads, ...grid]);
  }
}

/** The same map for each query: [batch, …] → [batch · queries, …]. */
function forEachQuery(map: Tensor, queries: number): Tensor {
  const [batch = 0, ...rest] = map.shape;
  const repeated = broadcastTo(reshape(map, [batch, 1, ...rest]), [batch, queries, ...rest]);
  return reshape(repeated, [batch * queries, ...rest]);
}

/**
 * Makes a mask of where a query looks: convolutions, each followed by a group norm, that go from the coarse map to the
 * fine ones of the backbone (Carion et al. 2020, §4.4, figure 8). Its fields are the names of published weights.
 */
export class DetrMaskHead extends Module {
  readonly lay1: Conv2d;
  readonly gn1: GroupNorm;
  readonly lay2: Conv2d;
  readonly gn2: GroupNorm;
  readonly lay3: Conv2d;
  readonly gn3: GroupNorm;
  readonly lay4: Conv2d;
  readonly gn4: GroupNorm;
  readonly lay5: Conv2d;
  readonly gn5: GroupNorm;
  readonly outLay: Conv2d;
  readonly adapter1: Conv2d;
  readonly adapter2: Conv2d;
  readonly adapter3: Conv2d;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: DetrConfig) {
    super(config);
    const { width, encoder, backbone, activation } = config;
    const layer = (inputs: number, outputs: number): Conv2d => new Conv2d(inputs, outputs, 3, { padding: 1 });
    const norm = (channels: number): GroupNorm => new GroupNorm(Math.min(8, channels), channels);
    const adapter = (stage: number, outputs: number): Conv2d =>
      new Conv2d(backbone.stages[stage]?.width ?? 0, outputs, 1);
    const first = width + encoder.heads;
    const [half, quarter, eighth, sixteenth] = [width / 2, width / 4, width / 8, width / 16];
    this.lay1 = layer(first, first);
    this.gn1 = norm(first);
    this.lay2 = layer(first, half);
    this.gn2 = norm(half);
    this.lay3 = layer(half, quarter);
    this.gn3 = norm(quarter);
    this.lay4 = layer(quarter, eighth);
    this.gn4 = norm(eighth);
    this.lay5 = layer(eighth, sixteenth);
    this.gn5 = norm(sixteenth);
    this.outLay = layer(sixteenth, 1);
    this.adapter1 = adapter(2, half);
    this.adapter2 = adapter(1, quarter);
    this.adapter3 = adapter(0, eighth);
    this.#activation = activationNamed(activation);
  }

  /**
   * @param looks What {@link DetrMapAttention} gave.
   * @returns Logits [batch, queries, rows, columns], at the size of the backbone's first stage.
   */
  override forward({ map, stages }: DetrStates, looks: Tensor): Tensor {
    const [batch = 0, queries = 0, ...attention] = looks.shape;
    const around = (norm: GroupNorm, layer: Conv2d, x: Tensor): Tensor =>
      this.#activation(norm.forward(layer.forward(x)));
    const seen = concat([forEachQuery(map, queries), reshape(looks, [batch * queries, ...attention])], {
      axis: 1,
    });
    const begun = around(this.gn2, this.lay2, around(this.gn1, this.lay1, seen));
    const finer = [
      { adapter: this.adapter1, layer: this.lay3, norm: this.gn3, stage: stages[2] },
      { adapter: this.adapter2, layer: this.lay4, norm: this.gn4, stage: stages[1] },
      { adapter: this.adapter3, layer: this.lay5, norm: this.gn5, stage: stages[0] },
    ];
    const fine = finer.reduce((x, { adapter, layer, norm, stage }) => {
      if (stage === undefined) return x;
      const detail = forEachQuery(adapter.forward(stage), queries);
      const size = [detail.shape[2] ?? 0, detail.shape[3] ?? 0] as const;
      return around(norm, layer, add(detail, nearestMap(x, size)));
    }, begun);
    const [, , rows = 0, columns = 0] = fine.shape;
    return reshape(this.outLay.forward(fine), [batch, queries, rows, columns]);
  }
}
