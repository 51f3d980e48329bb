import { placeOfLargest, sortedLargest } from '../faults/not-a-number.ts';
import { type KernelTable, numberOf, type Tools } from './table.ts';

/** The place of the largest, and the first k. */
export function choiceKernels({ ops }: Tools): KernelTable {
  return {
    argmax: ({ inputs: [x], attributes }) => x && placeOfLargest(ops, x, numberOf(attributes, 'axis')),
    topK: ({ inputs: [x], attributes }) => x && sortedLargest(ops, x, numberOf(attributes, 'k')),
  };
}
