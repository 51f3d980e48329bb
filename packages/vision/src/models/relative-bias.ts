import type { PositionScheme } from '@heed/attention';
import {
  checkKind,
  embedding,
  expandDims,
  Module,
  Parameter,
  reshape,
  type Tensor,
  tensor,
  to,
  transpose,
  truncatedNormal,
} from '@heed/core';
import type { Size } from '../patches/size.ts';

/**
 * A learned number for each head and each way from patch to patch, added to the scores (Liu et al. 2021, Swin; Bao et al.
 * 2022, BEiT): `(2 rows − 1) (2 columns − 1)` ways, and with a class token three more: from it, to it, and to itself.
 */
export class RelativePatchBias extends Module implements PositionScheme {
  /** [ways, heads] */
  readonly relativePositionBiasTable: Parameter;
  readonly #ways: Int32Array;
  readonly #tokens: number;
  readonly #heads: number;

  constructor(grid: Size, heads: number, config: { readonly classToken: boolean }) {
    super(config);
    checkKind('RelativePatchBias: grid', grid, 'a list');
    const { classToken } = config;
    const [rows, columns] = grid;
    const ways = (2 * rows - 1) * (2 * columns - 1);
    this.relativePositionBiasTable = new Parameter(
      [ways + (classToken ? 3 : 0), heads],
      truncatedNormal(0.02),
    );
    this.#tokens = rows * columns + (classToken ? 1 : 0);
    this.#heads = heads;
    this.#ways = waysBetween(grid, ways, classToken);
  }

  /** [1, heads, tokens, tokens] */
  override forward(): Tensor {
    const table = this.relativePositionBiasTable.value;
    const perPair = embedding(table, to(tensor(this.#ways), table.backend));
    const square = reshape(perPair, [this.#tokens, this.#tokens, this.#heads]);
    return expandDims(transpose(square, [2, 0, 1]), { axis: 0 });
  }

  /** The same as `forward`, under the name that attention asks for. */
  bias(): Tensor {
    return this.forward();
  }
}

/** The row of the table for each pair of tokens, query by query. */
function waysBetween([rows, columns]: Size, ways: number, classToken: boolean): Int32Array {
  const patches = rows * columns;
  const first = classToken ? 1 : 0;
  const tokens = patches + first;
  const result = new Int32Array(tokens * tokens);
  for (let query = 0; query < patches; query++) {
    for (let key = 0; key < patches; key++) {
      const down = Math.floor(query / columns) - Math.floor(key / columns) + rows - 1;
      const right = (query % columns) - (key % columns) + columns - 1;
      result[(query + first) * tokens + key + first] = down * (2 * columns - 1) + right;
    }
  }
  if (!classToken) return result;
  result.fill(ways, 0, tokens);
  for (let query = 0; query < tokens; query++) result[query * tokens] = ways + 1;
  result[0] = ways + 2;
  return result;
}
