import type { Kernel, TypedArray } from '@heed/core/backend';
import { add } from './add.ts';
import { matmul } from './matmul.ts';
import { softmax } from './softmax.ts';

/** The kernels by the names of the ops that they serve. */
export const kernels: Readonly<Record<string, Kernel<TypedArray>>> = { add, matmul, softmax };
