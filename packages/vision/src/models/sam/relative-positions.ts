import type { PositionScheme } from '@heed/attention';
import {
  add,
  checkKind,
  embedding,
  expandDims,
  Module,
  matmul,
  normalInitializer,
  Parameter,
  reshape,
  ShapeError,
  showShape,
  type Tensor,
  tensor,
  to,
  transpose,
} from '@heed/core';
import type { Size } from '../../patches/size.ts';

/**
 * Relative positions for rows and columns apart (Li et al. 2022, MViTv2, equation 4), which the query itself reads: the score
 * of the patches at (y, x) and (y′, x′) grows by `q · R_rows(y − y′) + q · R_columns(x − x′)`.
 */
export class DecomposedRelativePositions extends Module implements PositionScheme {
  /** [2 · rows − 1, headDimension] */
  readonly relPosH: Parameter;
  /** [2 · columns − 1, headDimension] */
  readonly relPosW: Parameter;
  readonly #grid: Size;

  constructor(grid: Size, headDimension: number) {
    super();
    checkKind('DecomposedRelativePositions: grid', grid, 'a list');
    const table = (length: number): Parameter =>
      new Parameter([2 * length - 1, headDimension], normalInitializer(0.02));
    this.relPosH = table(grid[0]);
    this.relPosW = table(grid[1]);
    this.#grid = grid;
  }

  /**
   * Queries [batch, heads, rows · columns, headDimension] → [batch, heads, rows · columns, rows · columns].
   *
   * @throws {ShapeError} for queries of another grid.
   */
  override forward(queries: Tensor): Tensor {
    const [batch = 0, heads = 0, patches = 0, width = 0] = queries.shape;
    const [rows, columns] = this.#grid;
    if (patches !== rows * columns) {
      throw new ShapeError(
        `DecomposedRelativePositions: queries must be those of ${rows} × ${columns} patches, got ${showShape(queries.shape)}`,
      );
    }
    const map = reshape(queries, [batch * heads, rows, columns, width]);
    const ofRows = matmul(map, waysAlong(this.relPosH, rows), { transposeB: true });
    const turned = matmul(transpose(map, [0, 2, 1, 3]), waysAlong(this.relPosW, columns), {
      transposeB: true,
    });
    const ofColumns = transpose(turned, [0, 2, 1, 3]);
    const both = add(expandDims(ofRows, { axis: 4 }), expandDims(ofColumns, { axis: 3 }));
    return reshape(both, [batch, heads, patches, patches]);
  }

  /** The same as `forward`, under the name that attention asks for. */
  bias(_queryPositions: ArrayLike<number>, _keyPositions: ArrayLike<number>, queries: Tensor): Tensor {
    return this.forward(queries);
  }
}

/** The vector for the way from each place to each along one axis, [length, length, headDimension]. */
function waysAlong({ value }: Parameter, length: number): Tensor {
  const ways = Int32Array.from({ length: length * length }, (_, at) => {
    return Math.floor(at / length) - (at % length) + length - 1;
  });
  return embedding(value, to(tensor(ways, { shape: [length, length] }), value.backend));
}
