import type { Engine } from './engine/engine.ts';
import { control } from './engine/layout.ts';

/** Bits of the vectors that the kernels are compiled to: WebAssembly's own, or pairs of them that the engine joins. */
export type VectorBits = 128 | 256;

/** V8's flag, which loses its first word in versions after Node 26's. */
const joining = /^--(no-)?(experimental-)?wasm-revectorize$/;

/** 256 where Node runs with V8's experiment that joins vectors, which knows x64 alone. */
export function vectorBits(): VectorBits {
  const { arch, execArgv = [] } = globalThis.process ?? {};
  const last = execArgv.map((flag) => flag.replaceAll('_', '-')).findLast((flag) => joining.test(flag));
  return arch === 'x64' && last !== undefined && !last.startsWith('--no-') ? 256 : 128;
}

/** Chooses the register tile of products. No result depends on it. */
export function useVectors(engine: Engine, bits: VectorBits): void {
  engine.int32()[control.wide / 4] = bits === 256 ? 1 : 0;
}
