import {
  add,
  broadcastTo,
  cast,
  concat,
  cos,
  cumsum,
  type DType,
  divide,
  expandDims,
  type Initializer,
  Module,
  multiply,
  Parameter,
  reshape,
  type Shape,
  ShapeError,
  sin,
  slice,
  stack,
  type Tensor,
  tensor,
  to,
} from '@heed/core';

/** How a map knows its places: a mask of what lies within the picture → positions [batch, rows · columns, width]. */
export interface DetrPositions extends Module {
  /**
   * Positions of all places, row by row.
   *
   * @param mask Boolean [batch, rows, columns].
   */
  forward(mask: Tensor, dtype: DType): Tensor;
}

/**
 * Sines of the place (Carion et al. 2020, appendix A): half of the width tells the row, half the column, each as a share of
 * the picture that the mask shows, from 0 to 2π, and neighbours are sine and cosine of one frequency:
 * `[sin(y ω₀), cos(y ω₀), sin(y ω₁), …, sin(x ω₀), …]` with `ωᵢ = 10000^(−4i / width)`.
 */
export class DetrSinePositions extends Module implements DetrPositions {
  readonly #width: number;

  constructor(width: number) {
    super();
    this.#width = width;
  }

  override forward(mask: Tensor, dtype: DType): Tensor {
    const present = cast(mask, dtype);
    const [batch = 0, rows = 0, columns = 0] = mask.shape;
    const waves = [1, 2].map((axis) => this.#waves(shares(present, axis)));
    return reshape(concat(waves, { axis: 3 }), [batch, rows * columns, this.#width]);
  }

  /** [batch, rows, columns] → [batch, rows, columns, width / 2] */
  #waves(places: Tensor): Tensor {
    const count = this.#width / 4;
    const frequencies = Array.from({ length: count }, (_, at) => 10_000 ** (-at / count));
    const angles = multiply(
      expandDims(places, { axis: 3 }),
      to(tensor(frequencies, { dtype: places.dtype }), places.backend),
    );
    return reshape(stack([sin(angles), cos(angles)], { axis: 4 }), [...places.shape, 2 * count]);
  }
}

/** Which place along an axis each one is, from 0 to 2π at the last one within the picture. */
function shares(present: Tensor, axis: number): Tensor {
  const counted = cumsum(present, { axis });
  const last = slice(counted, { axis, start: (counted.shape[axis] ?? 0) - 1 });
  return multiply(divide(counted, add(last, 1e-6)), 2 * Math.PI);
}

/** From 0 to 1, as PyTorch's `uniform_`. */
const uniform: Initializer = (shape, generator) => generator.uniform(shape);

/** Learned rows and columns, 50 of each: half of the width tells the column, half the row. */
export class DetrLearnedPositions extends Module implements DetrPositions {
  /** [50, width / 2] */
  readonly rowEmbeddings: DetrPositionTable;
  /** [50, width / 2] */
  readonly columnEmbeddings: DetrPositionTable;

  constructor(width: number) {
    super();
    this.rowEmbeddings = new DetrPositionTable(width / 2);
    this.columnEmbeddings = new DetrPositionTable(width / 2);
  }

  /** @throws {ShapeError} for a map of more than 50 rows or columns. */
  override forward(mask: Tensor): Tensor {
    const [batch = 0, rows = 0, columns = 0] = mask.shape;
    const across = expandDims(this.columnEmbeddings.forward(columns), { axis: 0 });
    const down = expandDims(this.rowEmbeddings.forward(rows), { axis: 1 });
    const half = across.shape[2] ?? 0;
    const shape: Shape = [rows, columns, half];
    const places = concat([broadcastTo(across, shape), broadcastTo(down, shape)], { axis: 2 });
    return broadcastTo(reshape(places, [1, rows * columns, 2 * half]), [batch, rows * columns, 2 * half]);
  }
}

/** A table of positions along one axis. */
export class DetrPositionTable extends Module {
  /** [50, width] */
  readonly weight: Parameter;

  constructor(width: number) {
    super();
    this.weight = new Parameter([50, width], uniform);
  }

  /** The first positions: [count, width]. */
  override forward(count: number): Tensor {
    const [most = 0] = this.weight.shape;
    if (count > most) {
      throw new ShapeError(`DETR: a map of ${count} rows or columns, and ${most} learned positions of each`);
    }
    return slice(this.weight, { axis: 0, end: count });
  }
}
