import type { Race } from '../../harness/work.ts';

const pictures = { shape: [64, 192, 14, 14], seed: 1 };
const windows = { shape: [192, 1, 3, 3], seed: 2 };
/** A multiplication and an addition for each element of the window of each place. */
const convolution = 2 * 9 * 64 * 192 * 14 * 14;
const grouped = 2 * 9 * 16 * 16 * 128 * 14 * 14;

export const windowsWork: Race = {
  kind: 'race',
  name: 'windows',
  title: 'Convolution in groups, pooling, Fourier transform',
  about:
    'float32. Depthwise convolutions stand in SegFormer, MobileViT and Conformers, groups of many channels in ResNeXt and wav2vec 2.0; their gradients are those of the sum of squares, with respect to pictures and windows.',
  cases: [
    {
      name: 'depthwise 3 × 3, 64 × 192 × 14 × 14',
      setting: { op: 'convolution', groups: 192, padding: 1 },
      inputs: { x: pictures, weight: windows },
      operations: convolution,
      tolerance: 1e-4,
    },
    {
      name: 'the same with its gradients',
      setting: { op: 'gradients', groups: 192, padding: 1 },
      inputs: { x: pictures, weight: windows },
      operations: 3 * convolution,
      tolerance: 1e-4,
    },
    {
      name: 'groups of 16 channels, 3 × 3, 16 × 128 × 14 × 14',
      setting: { op: 'convolution', groups: 8, padding: 1 },
      inputs: { x: { shape: [16, 128, 14, 14], seed: 5 }, weight: { shape: [128, 16, 3, 3], seed: 6 } },
      operations: grouped,
      tolerance: 1e-4,
    },
    {
      name: 'the same with its gradients',
      setting: { op: 'gradients', groups: 8, padding: 1 },
      inputs: { x: { shape: [16, 128, 14, 14], seed: 5 }, weight: { shape: [128, 16, 3, 3], seed: 6 } },
      operations: 3 * grouped,
      tolerance: 1e-4,
    },
    {
      name: 'positions of wav2vec 2.0, 16 groups of 48 channels, window 128',
      setting: { op: 'sequence', groups: 16, padding: 64 },
      inputs: { x: { shape: [1, 768, 249], seed: 7 }, weight: { shape: [768, 48, 128], seed: 8 } },
      operations: 2 * 768 * 48 * 128 * 250,
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
