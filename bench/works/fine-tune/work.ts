import type { Race } from '../../harness/work.ts';

const batch = 32;
/** Of the sentences, with [CLS] and [SEP]; padding does not count. */
const tokens = 745;

export const fineTuneWork: Race = {
  kind: 'race',
  name: 'fine-tune',
  title: 'Fine-tuning a sentence encoder',
  about: `Forward, backward and AdamW of all-MiniLM-L6-v2 with a linear layer of two classes on the first token, all 22.6 million parameters, ${batch} real sentences of 16 to 36 tokens in a batch, ids made beforehand, no dropout, float32. PyTorch pads them, as transformers does; Heed is told their lengths and leaves padding out. The answer that must agree is the loss of the first three steps.`,
  cases: [
    {
      name: `${batch} sentences, ${tokens} tokens`,
      setting: { batch },
      inputs: { weight: { shape: [2, 384], seed: 5, scale: 0.05 } },
      amount: { count: tokens, unit: 'tokens' },
      tolerance: 1e-3,
      aims: { PyTorch: 0.9 },
    },
  ],
};
