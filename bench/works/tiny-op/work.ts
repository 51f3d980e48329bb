import type { Race } from '../../harness/work.ts';
import { opGraphs } from '../op-graphs.ts';

const calls = 500;

export const tinyOpWork: Race = {
  kind: 'race',
  needs: opGraphs,
  name: 'tiny-op',
  title: 'What a tiny operation costs',
  about: 'Adding two 4 × 4 matrices, per call: nearly all of it is what a library does around its kernels.',
  cases: [
    {
      name: 'add, 4 × 4',
      setting: { calls },
      calls,
      inputs: { a: { shape: [4, 4], seed: 1 }, b: { shape: [4, 4], seed: 2 } },
      tolerance: 1e-6,
      aims: { 'tfjs-node': 1 },
    },
  ],
};
