import type { Kernel } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';

/** Kernels by op name. */
export type KernelTable = Readonly<Record<string, Kernel<Block>>>;
