import { get, parallel, put } from '../pool';
import { paddedColumns, PRIVATE_B_FLOATS } from './block';
import { finish } from './epilogue';
import { multiplyWithPacked, pack } from './large';
import { multiplyPacked, packHere } from './serial';
import { fewRows, multiplyFewRows, multiplySmall } from './small';

// Products come in three sizes: few rows (no packing), small ones of a batch (one thread each, B packed into
// its scratch), and large ones (all threads on one product).

/** Multiplications that make a tile worth handing to another thread. */
const WORK_PER_TILE: i32 = 65536;

/** A whole product on this thread. */
function multiplyAlone(a: usize, b: usize, c: usize, m: i32, n: i32, k: i32, transA: bool, transB: bool, bias: usize, accumulate: bool): void {
  if (m <= fewRows(transA, transB)) {
    multiplyFewRows(a, b, c, m, n, k, transA, transB, bias, accumulate, 0, n);
    return;
  }
  packHere(b, transB ? k : n, transB, n, k);
  multiplyPacked(a, transA ? m : k, transA, c, n, m, n, k, bias, accumulate);
}

function batchTile(tile: i32): void {
  const m = get<i32>(3);
  const n = get<i32>(4);
  const k = get<i32>(5);
  const group = get<i32>(10);
  const last = min((tile + 1) * group, get<i32>(11));
  for (let item = tile * group; item < last; item++) {
    const c = get<usize>(2) + ((<usize>item * <usize>m * <usize>n) << 2);
    multiplyAlone(
      get<usize>(0) + <usize>item * get<usize>(12),
      get<usize>(1) + <usize>item * get<usize>(13),
      c,
      m,
      n,
      k,
      get<bool>(6),
      get<bool>(7),
      get<usize>(8),
      get<bool>(9),
    );
    finish(c, n, m, n);
  }
}

/** Packs a B that many products will read, for {@link matmulPacked}. */
export function matmulPack(b: usize, n: i32, k: i32, transB: bool, packed: usize): void {
  pack(b, n, k, transB, packed);
}

/** `C = A · B (+ bias)` with a packed B. */
export function matmulPacked(
  a: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  transA: bool,
  bias: usize,
  packed: usize,
): void {
  multiplyWithPacked(a, c, n, m, n, k, transA, bias, false, packed);
}

/** Up to so many rows nothing is packed. */
export function matmulFewRows(transA: bool, transB: bool): i32 {
  return fewRows(transA, transB);
}

/** True when a product of this size packs B into scratch of the caller's: `packed` of {@link matmul} is needed. */
export function matmulNeedsPacking(m: i32, n: i32, k: i32, transA: bool, transB: bool): bool {
  return m > fewRows(transA, transB) && <i64>paddedColumns(n) * <i64>k > PRIVATE_B_FLOATS;
}

/**
 * `C[i] = A[i] · B[i] (+ bias) (+ C[i])` for `batch` products, float32, row-major, m × n × k each.
 * `transA`/`transB`: the operand is stored with its axes exchanged. `strideA`/`strideB`: bytes from one product's
 * operand to the next (0: the same for all). `bias`: n floats, or 0. `packed`: room for k × n floats (n rounded up
 * to a multiple of 8) if {@link matmulNeedsPacking}, or if one product shall be shared by all threads; else 0.
 */
export function matmul(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  transA: bool,
  transB: bool,
  bias: usize,
  accumulate: bool,
  batch: i32,
  strideA: usize,
  strideB: usize,
  packed: usize,
): void {
  if (m == 0 || n == 0) return;
  const work = <i64>m * <i64>n * <i64>k;
  const few = m <= fewRows(transA, transB);
  if (packed != 0 || (batch == 1 && few && work > WORK_PER_TILE)) {
    for (let item: usize = 0; item < <usize>batch; item++) {
      const itemA = a + item * strideA;
      const itemB = b + item * strideB;
      const itemC = c + ((item * <usize>m * <usize>n) << 2);
      if (few) multiplySmall(itemA, itemB, itemC, m, n, k, transA, transB, bias, accumulate);
      else {
        pack(itemB, n, k, transB, packed);
        multiplyWithPacked(itemA, itemC, n, m, n, k, transA, bias, accumulate, packed);
      }
    }
    return;
  }
  const group = <i32>max<i64>(1, min<i64>(batch, WORK_PER_TILE / max<i64>(1, work)));
  put<usize>(0, a);
  put<usize>(1, b);
  put<usize>(2, c);
  put<i32>(3, m);
  put<i32>(4, n);
  put<i32>(5, k);
  put<bool>(6, transA);
  put<bool>(7, transB);
  put<usize>(8, bias);
  put<bool>(9, accumulate);
  put<i32>(10, group);
  put<i32>(11, batch);
  put<usize>(12, strideA);
  put<usize>(13, strideB);
  parallel(batchTile, (batch + group - 1) / group);
}
