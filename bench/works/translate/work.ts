import type { Case, Race } from '../../harness/work.ts';

function translation(name: string, beams: number): Case {
  return {
    name,
    setting: { beams },
    amount: { count: 32, unit: 'sentences' },
    // The ids of all translations; under beams transformers weighs lengths otherwise.
    ...(beams === 1 && { tolerance: 0 }),
  };
}

export const translateWork: Race = {
  kind: 'race',
  name: 'translate',
  title: 'Translation',
  about:
    'The English–German model of apps/translation (3.7 million parameters): 32 everyday sentences as one batch, ids to ids. PyTorch runs the same weights as an M2M100 of transformers.',
  cases: [translation('greedy', 1), translation('beam search, 4 beams', 4)],
};
