import type { Race, RandomInput } from '../../harness/work.ts';

const [vocabulary, width, layers, heads, length, batch] = [8192, 256, 6, 8, 128, 16];

/** The matrices of a GPT-2 under their published names, and two rows of random ids in −1…1. */
function inputs(): Record<string, RandomInput> {
  const shapes: Record<string, readonly number[]> = {
    'transformer.wte.weight': [vocabulary, width],
    'transformer.wpe.weight': [length, width],
    'lm_head.weight': [vocabulary, width],
  };
  for (let layer = 0; layer < layers; layer++) {
    shapes[`transformer.h.${layer}.attn.c_attn.weight`] = [width, 3 * width];
    shapes[`transformer.h.${layer}.attn.c_proj.weight`] = [width, width];
    shapes[`transformer.h.${layer}.mlp.c_fc.weight`] = [width, 4 * width];
    shapes[`transformer.h.${layer}.mlp.c_proj.weight`] = [4 * width, width];
  }
  const matrices = Object.entries(shapes).map(
    ([name, shape], at) => [name, { shape, seed: at + 1, scale: 0.02 }] as const,
  );
  const ids = { shape: [batch, length], seed: 99 };
  return { ...Object.fromEntries(matrices), ids, targets: { ...ids, seed: 77 } };
}

export const trainWork: Race = {
  kind: 'race',
  name: 'train',
  title: 'Training step',
  about: `Forward, backward and AdamW of a decoder: ${layers} layers, width ${width}, ${heads} heads, vocabulary ${vocabulary}, ${batch} texts of ${length} tokens, float32, 9 million parameters. The answer that must agree is the loss of the first three steps. tfjs-wasm needs over a minute for a step and is left out.`,
  cases: [
    {
      name: `${batch} × ${length} tokens`,
      setting: { vocabulary, width, layers, heads, length, batch },
      inputs: inputs(),
      amount: { count: batch * length, unit: 'tokens' },
      tolerance: 1e-3,
      aims: { PyTorch: 0.35, 'jax-js with workers': 1.5 },
    },
  ],
};
