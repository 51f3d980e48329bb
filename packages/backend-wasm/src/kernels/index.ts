import type { Engine } from '../engine/engine.ts';
import { attentionKernels } from './attention.ts';
import { castKernels } from './cast.ts';
import { chooseKernels } from './choose.ts';
import { convolutionKernels } from './convolution.ts';
import { crossEntropyKernels } from './cross-entropy.ts';
import { elementwiseKernels } from './elementwise.ts';
import { embeddingKernels } from './embedding.ts';
import { fourierKernels } from './fourier.ts';
import { linearKernels } from './linear.ts';
import { maskKernels } from './masks.ts';
import { matmulKernels } from './matmul.ts';
import { maxPoolKernels } from './max-pool.ts';
import { movementKernels } from './movement.ts';
import { normKernels } from './norm.ts';
import { reduceKernels } from './reduce.ts';
import { ropeKernels } from './rope.ts';
import { runKernels } from './runs.ts';
import { selectKernels } from './select.ts';
import { softmaxKernels } from './softmax.ts';
import type { KernelTable } from './table.ts';
import { trainingKernels } from './training.ts';
import { windowKernels } from './windows.ts';

/** All fast kernels by op name. */
export function allKernels(engine: Engine): KernelTable {
  return {
    ...attentionKernels(engine),
    ...castKernels(engine),
    ...chooseKernels(engine),
    ...convolutionKernels(engine),
    ...crossEntropyKernels(engine),
    ...elementwiseKernels(engine),
    ...embeddingKernels(engine),
    ...fourierKernels(engine),
    ...linearKernels(engine),
    ...maskKernels(engine),
    ...matmulKernels(engine),
    ...maxPoolKernels(engine),
    ...movementKernels(engine),
    ...normKernels(engine),
    ...reduceKernels(engine),
    ...ropeKernels(engine),
    ...runKernels(engine),
    ...selectKernels(engine),
    ...softmaxKernels(engine),
    ...trainingKernels(engine),
    ...windowKernels(engine),
  };
}
