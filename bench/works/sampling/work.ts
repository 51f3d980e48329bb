import type { Race } from '../../harness/work.ts';

const tokens = 64;

const choices: Readonly<Record<string, string>> = {
  likeliest: 'the likeliest',
  topK: 'temperature 0.8, top-k 50 (the default)',
  topP: 'temperature 0.8, top-p 0.9 alone',
  minP: 'min-p 0.05 alone',
  penalty: 'repetition penalty, temperature 0.8, top-k 50',
  all: 'of all 49,152 tokens',
};

export const samplingWork: Race = {
  kind: 'race',
  name: 'sampling',
  title: 'Drawing tokens',
  about: `SmolLM2-135M-Instruct (the published Q4_1 file) goes on from 32 tokens by ${tokens}, which are chosen in several ways.`,
  cases: Object.entries(choices).map(([choice, name]) => ({
    name,
    setting: { choice, tokens },
    amount: { count: tokens, unit: 'tokens' },
  })),
  curve: true,
};
