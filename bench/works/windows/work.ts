import type { Race } from '../../harness/work.ts';

const pictures = { shape: [64, 192, 14, 14], seed: 1 };
const windows = { shape: [192, 1, 3, 3], seed: 2 };
/** A multiplication and an addition for each element of the window of each place. */
const convolution = 2 * 9 * 64 * 192 * 14 * 14;

export const windowsWork: Race = {
  kind: 'race',
  name: 'windows',
  title: 'Convolution by channel, pooling, Fourier transform',
  about:
    'float32. Depthwise convolutions stand in SegFormer, MobileViT and Conformers; their gradients are those of the sum of squares, with respect to pictures and windows.',
  cases: [
    {
      name: 'depthwise 3 × 3, 64 × 192 × 14 × 14',
      setting: { op: 'depthwise' },
      inputs: { x: pictures, weight: windows },
      operations: convolution,
      tolerance: 1e-4,
    },
    {
      name: 'the same with its gradients',
      setting: { op: 'depthwise gradients' },
      inputs: { x: pictures, weight: windows },
      operations: 3 * convolution,
      tolerance: 1e-4,
    },
    {
      name: 'largest of 3 × 3, stride 2, 16 × 64 × 56 × 56',
      setting: { op: 'pooling' },
      inputs: { x: { shape: [16, 64, 56, 56], seed: 3 } },
      tolerance: 0,
    },
    {
      name: 'Fourier transform, 3,000 × 400',
      setting: { op: 'fourier' },
      inputs: { x: { shape: [3000, 400], seed: 4 } },
      tolerance: 1e-5,
    },
  ],
};
