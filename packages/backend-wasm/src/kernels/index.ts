import type { Engine } from '../engine/engine.ts';
import { attentionKernels } from './attention.ts';
import { elementwiseKernels } from './elementwise.ts';
import { matmulKernels } from './matmul.ts';
import { rowKernels } from './rows.ts';
import type { KernelTable } from './table.ts';

/** All fast kernels. */
export function allKernels(engine: Engine): KernelTable {
  return {
    ...matmulKernels(engine),
    ...elementwiseKernels(engine),
    ...rowKernels(engine),
    ...attentionKernels(engine),
  };
}
