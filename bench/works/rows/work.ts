import type { Race } from '../../harness/work.ts';
import { opGraphs } from '../op-graphs.ts';

export const rowsWork: Race = {
  kind: 'race',
  needs: opGraphs,
  name: 'rows',
  title: 'Layer norm and softmax',
  about: 'float32, along the last axis: limited by memory rather than arithmetic.',
  cases: [
    {
      name: 'layer norm, 4,096 × 768',
      setting: { op: 'layer-norm' },
      inputs: {
        x: { shape: [4096, 768], seed: 1 },
        weight: { shape: [768], seed: 2 },
        bias: { shape: [768], seed: 3 },
      },
      tolerance: 1e-4,
      aims: { PyTorch: 0.8 },
    },
    {
      name: 'softmax, 6,144 × 512',
      setting: { op: 'softmax' },
      inputs: { x: { shape: [6144, 512], seed: 4 } },
      tolerance: 1e-4,
      aims: { PyTorch: 0.8 },
    },
  ],
};
