import type { Race } from '../../harness/work.ts';

const tokens = 32;

export const sharedModelWork: Race = {
  kind: 'race',
  name: 'shared-model',
  title: 'Many callers of one model',
  about: `Continuous batching: callers who share SmolLM2-135M-Instruct (the published Q4_1 file) through a GenerationQueue, each with a prompt of 32 tokens and an answer of ${tokens}.`,
  cases: [1, 2, 4, 8].map((callers) => ({
    name: `${callers} ${callers === 1 ? 'caller' : 'callers'}`,
    setting: { callers, tokens },
    amount: { count: callers * tokens, unit: 'tokens' },
  })),
  curve: true,
};
