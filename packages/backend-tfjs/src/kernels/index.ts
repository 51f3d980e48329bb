import { activationKernels } from './activation.ts';
import { attentionKernels } from './attention.ts';
import { castKernels } from './cast.ts';
import { choiceKernels } from './choice.ts';
import { comparisonKernels } from './comparison.ts';
import { crossEntropyKernels } from './cross-entropy.ts';
import { elementwiseKernels } from './elementwise.ts';
import { movementKernels } from './movement.ts';
import { normKernels } from './norm.ts';
import { productKernels } from './product.ts';
import { reductionKernels } from './reduction.ts';
import { rowKernels } from './rows.ts';
import { softmaxKernels } from './softmax.ts';
import type { KernelTable, Tools } from './table.ts';
import { trainingKernels } from './training.ts';
import { windowKernels } from './windows.ts';

/** All kernels by op name; the other ops decompose into these. */
export function allKernels(tools: Tools): KernelTable {
  return {
    ...activationKernels(tools),
    ...attentionKernels(tools),
    ...castKernels(tools),
    ...choiceKernels(tools),
    ...comparisonKernels(tools),
    ...crossEntropyKernels(tools),
    ...elementwiseKernels(tools),
    ...movementKernels(tools),
    ...normKernels(tools),
    ...productKernels(tools),
    ...reductionKernels(tools),
    ...rowKernels(tools),
    ...softmaxKernels(tools),
    ...trainingKernels(tools),
    ...windowKernels(tools),
  };
}
