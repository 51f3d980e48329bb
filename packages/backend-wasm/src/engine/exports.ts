import type { NeuralExports } from './neural-exports.ts';

/** A number used as address; JavaScript passes addresses above 2 GiB as they are, WebAssembly wraps them. */
type Address = number;
/** 0 or 1. */
type Flag = number;

/** What assembly/index.ts exports. The formulas stand there. */
export interface Exports extends NeuralExports {
  initialize(scratch: Address, threads: number, mayWait: Flag, spins: number): void;
  setThreads(threads: number): void;
  work(): void;
  stop(): void;
  spin(count: number): number;
  forkJoin(tiles: number): void;
  matmul(
    a: Address,
    b: Address,
    c: Address,
    m: number,
    n: number,
    k: number,
    transposeA: Flag,
    transposeB: Flag,
    bias: Address,
    accumulate: Flag,
    batch: number,
    strideA: number,
    strideB: number,
    packed: Address,
  ): void;
  matmulNeedsPacking(m: number, n: number, k: number): Flag;
}

/** The same, told apart from other modules by asking for one of its functions. */
export function exportsOf(instance: WebAssembly.Instance): Exports {
  const { exports } = instance;
  if (typeof exports['matmul'] !== 'function') throw new TypeError('not the kernels of @heed/backend-wasm');
  return exports as object as Exports;
}
