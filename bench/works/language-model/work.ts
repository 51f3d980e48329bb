import type { Case, Race } from '../../harness/work.ts';

const [prompt, answer] = [256, 128];
const folder = 'models/smollm2';

type Precision = 'f32' | 'q8' | 'q4' | 'q4_0';

const aims: Partial<Record<string, Record<string, number>>> = {
  'decode q4': { 'node-llama-cpp': 1.5, 'llama.cpp': 1 },
  'decode q4_0': { 'llama.cpp': 1 },
};

function reading(task: 'prefill' | 'decode', precision: Precision): Case {
  const count = task === 'prefill' ? prompt : answer;
  return {
    name: `${task} ${count} tokens, ${precision}`,
    setting: { task, precision, prompt, answer },
    amount: { count, unit: 'tokens' },
    aims: aims[`${task} ${precision}`] ?? {},
    // Quantisers differ, and with them the tokens; in float32, and from one file, the first six must be the same.
    ...((precision === 'f32' || precision === 'q4_0') && { tolerance: 0 }),
  };
}

const peers = ['onnxruntime-node', 'transformers.js', 'node-llama-cpp', 'llama.cpp', 'PyTorch'];

export const languageModelWork: Race = {
  kind: 'race',
  name: 'language-model',
  title: 'Language model',
  about:
    'SmolLM2-135M-Instruct: a prompt of 256 tokens to the first token of the answer, then 128 more, the likeliest each time. q4: the published Q4_1 file (4 bits in blocks of 32 in onnxruntime); q4_0: the same matrices as Q4_0; q8: Q8_0; f32: the numbers of the published file as float32.',
  cases: (['f32', 'q8', 'q4', 'q4_0'] as const).flatMap((precision) => [
    reading('prefill', precision),
    reading('decode', precision),
  ]),
  needs: [
    {
      script: 'smollm2.py',
      makes: `${folder}/onnx/model_q4.onnx`,
      peers,
    },
    { script: 'smollm2.py', makes: `${folder}/q4_0.gguf`, peers: ['node-llama-cpp', 'llama.cpp'] },
  ],
  peers,
};
