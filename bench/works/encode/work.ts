import type { Case, Need, Race } from '../../harness/work.ts';

/** Sentences in sentences.json. */
const sentences = 64;

/** The encoder as a graph, with the tokenizer's files. */
export const encoderGraph: readonly Need[] = [
  { script: 'minilm.py', makes: 'models/minilm/onnx/model.onnx', peers: ['transformers.js'] },
];

export function encoding(batch: number): Case {
  return {
    name: `batch ${batch}`,
    setting: { batch, sentences },
    amount: { count: sentences, unit: 'sentences' },
    tolerance: 1e-3,
    aims: { 'transformers.js': 0.45, 'tfjs-wasm': 1.3, 'jax-js with workers': 1.3 },
  };
}

const common = {
  kind: 'race',
  folder: 'encode',
  needs: encoderGraph,
} as const;

export const encodeWork: Race = {
  ...common,
  name: 'encode',
  title: 'Sentence vectors',
  about:
    'all-MiniLM-L6-v2, float32: 64 real sentences of 12 to 32 words as text, to vectors. transformers.js runs onnxruntime-node; for TensorFlow.js the model was written by hand.',
  cases: [encoding(1), encoding(32)],
};

export const batchWork: Race = {
  ...common,
  name: 'scaling-batch',
  title: 'Scaling with the batch',
  about: 'The sentence vectors of `pnpm bench encode` at other sizes of the batch.',
  cases: [1, 2, 4, 8, 16, 32, 64].map(encoding),
  peers: ['transformers.js', 'PyTorch'],
  curve: true,
};
