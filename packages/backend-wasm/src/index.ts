import { checkOneOf, checkOptions, checkWhole } from '@heed/core';
import { createBackend, type WasmBackend } from './backend.ts';
import { Engine } from './engine/engine.ts';
import { hasRelaxedSimd, sharedMemoryMissing } from './engine/variant.ts';
import { useVectors, vectorBits } from './vectors.ts';

export type { WasmBackend, WasmReport } from './backend.ts';
export type { Block } from './engine/block.ts';

/** Options of {@link wasm}. */
export interface WasmOptions {
  /** Threads, the caller's included; as many as the machine has cores by default. */
  readonly threads?: number;
  /** `relaxed`: fused multiply–add where the engine has it (default). `plain`: the same bits on every machine. */
  readonly simd?: 'relaxed' | 'plain';
  /**
   * Bits of the vectors that the engine computes with. By default 256 where Node runs with V8's experiment
   * `--experimental-wasm-revectorize`, which joins pairs of vectors, and 128 elsewhere. It tells products how much they may
   * keep in registers, and changes no bit: 256 where vectors are not joined is only slow.
   */
  readonly vectors?: 128 | 256;
}

const mostThreads = 64;

/**
 * Starts the WebAssembly backend: SIMD kernels and threads over one shared memory. Where there is no shared memory
 * it runs on one thread, where there is no relaxed SIMD on plain SIMD; `report()` says what was given and why.
 * Results are the same bits for any number of threads. The threads do not keep the process alive.
 *
 * @throws {OptionError} for an unknown option, threads outside 1…64, or vectors of other sizes.
 *
 * @example
 * ```ts
 * import { matmul, tensor, use } from '@heed/core';
 * import { wasm } from '@heed/backend-wasm';
 * const backend = await wasm({ threads: 2 });
 * use(backend);
 * console.log(await matmul(tensor([[1, 2]]), tensor([[3], [4]])).data()); // [11]
 * console.log(backend.report().threads);
 * ```
 */
export async function wasm(options: WasmOptions = {}): Promise<WasmBackend> {
  checkOptions('wasm', options, ['threads', 'simd', 'vectors']);
  const cores = Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1);
  const { threads = Math.min(cores, mostThreads), simd = 'relaxed', vectors = vectorBits() } = options;
  checkWhole('wasm: threads', threads, 1, mostThreads);
  checkOneOf('wasm: simd', simd, ['relaxed', 'plain']);
  checkOneOf('wasm: vectors', vectors, [128, 256]);
  const notes: string[] = [];
  const missing = threads > 1 ? sharedMemoryMissing() : undefined;
  if (missing !== undefined) notes.push(`one thread: ${missing}`);
  const relaxed = simd === 'relaxed' && hasRelaxedSimd();
  if (simd === 'relaxed' && !relaxed) notes.push('plain SIMD: the engine has no relaxed SIMD');
  const variant = {
    simd: relaxed ? 'relaxed' : 'plain',
    memory: threads > 1 && missing === undefined ? 'shared' : 'single',
  } as const;
  const engine = await Engine.start(variant, variant.memory === 'shared' ? threads : 1);
  useVectors(engine, vectors);
  return createBackend(engine, { ...variant, vectors, threadsAsked: threads, notes });
}
