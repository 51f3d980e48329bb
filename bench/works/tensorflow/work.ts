import type { Case, Race, RandomInput } from '../../harness/work.ts';

const [layers, heads, vocabulary] = [2, 4, 2003];

/** All weights by the paths of the model, and random ids in −1…1. */
function inputs(width: number, batch: number, length: number): Record<string, RandomInput> {
  const found: Record<string, RandomInput> = {};
  const add = (path: string, shape: readonly number[], scale = 0.05): void => {
    found[path] = { shape, scale, seed: Object.keys(found).length + 1 };
  };
  const addNorm = (path: string): void => {
    add(`${path}.weight`, [width], 1);
    add(`${path}.bias`, [width]);
  };
  const addLinear = (path: string, from: number, to: number): void => {
    add(`${path}.weight`, [to, from]);
    add(`${path}.bias`, [to]);
  };
  add('tokens.weight', [vocabulary, width], 1);
  add('positions', [length, width]);
  for (let layer = 0; layer < layers; layer++) {
    const block = `blocks.${layer}`;
    addNorm(`${block}.attentionNorm`);
    addLinear(`${block}.project`, width, 3 * width);
    addLinear(`${block}.output`, width, width);
    addNorm(`${block}.innerNorm`);
    addLinear(`${block}.up`, width, 4 * width);
    addLinear(`${block}.down`, 4 * width, width);
  }
  addNorm('norm');
  addLinear('head', width, vocabulary);
  add('ids', [batch, length], 1);
  add('targets', [batch, length], 1);
  return found;
}

function passes(
  name: string,
  size: { pass: 'forward' | 'step'; width: number; batch: number; length: number },
): Case {
  const { width, batch, length } = size;
  return {
    name,
    setting: { ...size, layers, heads, vocabulary },
    inputs: inputs(width, batch, length),
    amount: { count: batch * length, unit: 'tokens' },
    tolerance: 1e-4,
  };
}

const names = { forward: 'forward', step: 'training step' };
const sizes = [
  { width: 256, batch: 4, length: 32 },
  { width: 256, batch: 8, length: 64 },
];

export const tensorflowWork: Race = {
  kind: 'race',
  name: 'tensorflow',
  title: 'Beside plain TensorFlow.js',
  about: `What Heed costs over plain TensorFlow.js: here **Heed** runs on \`@heed/backend-tfjs\`, on the same tfjs-node as the plain code, which is written as its user would. A decoder of ${layers} layers, width 256, ${heads} heads and vocabulary ${vocabulary}, float32; a training step is forward, backward and Adam. The answers that must agree are the logits, and the loss of the first three steps.`,
  cases: sizes.flatMap((size) =>
    (['forward', 'step'] as const).map((pass) => ({
      ...passes(`${names[pass]}, ${size.batch * size.length} tokens`, { ...size, pass }),
      aims: { 'tfjs-node': 0.91 },
    })),
  ),
  peers: ['tfjs-node', 'Heed on WebAssembly'],
};

export const routeWork: Race = {
  kind: 'race',
  name: 'route',
  folder: 'tensorflow',
  title: 'Two backends by turns',
  about:
    'Forward of the decoder of `pnpm bench tensorflow` at several widths, 256 tokens: **Heed** on TensorFlow.js alone, on WebAssembly alone, and on a `route` of both by a policy that it measures first.',
  cases: [64, 256, 768].map((width) =>
    passes(`width ${width}`, { width, batch: 4, length: 64, pass: 'forward' }),
  ),
  peers: ['Heed on WebAssembly', 'Heed by route'],
  curve: true,
};
