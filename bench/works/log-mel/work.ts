import type { Race } from '../../harness/work.ts';

const seconds = 30;

export const logMelWork: Race = {
  kind: 'race',
  name: 'log-mel',
  title: 'Log-mel features',
  about: `What Whisper hears of ${seconds} s of sound at 16 kHz: 80 bins, 3,000 frames. NumPy and PyTorch are the two ways that the feature extractor of transformers has. Heed's is plain TypeScript on one thread, without a tensor: it goes frame by frame, so that sound in pieces gives the same bits.`,
  cases: [
    {
      name: `${seconds} s`,
      setting: { samplingRate: 16_000 },
      inputs: { samples: { shape: [seconds * 16_000], seed: 1, scale: 0.1 } },
      amount: { count: seconds, unit: 's of sound' },
      tolerance: 1e-3,
    },
  ],
};
