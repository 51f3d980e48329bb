import { wasm } from '@heed/backend-wasm';
import { AdamW, profile, RandomGenerator, Tensor, tensor, tidy, use, type Profile } from '@heed/core';
import { baseConfig, EncoderDecoder, generateAll, generateSequences, trainStep } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
const backend = await wasm({ threads: 2 });
use(backend);
function show(name: string, p: Profile<unknown>, all = false) {
  const rest = p.ops.filter((o) => o.way !== 'kernel').map((o) => `${o.name} ${o.way} ×${o.count} ${o.milliseconds.toFixed(2)}`);
  console.log(name, p.milliseconds.toFixed(1), 'ms', rest.join('; ') || 'all kernels');
  if (all) console.log(String(p));
}
const models = new URL('../fixtures/models/', import.meta.url).pathname;
{
  const generator = new RandomGenerator(2);
  const sizes = { vocabularySize: 8192, width: 256, heads: 4, feedForwardWidth: 1024, encoderLayers: 1, decoderLayers: 6 };
  const model = new EncoderDecoder({ ...baseConfig, ...sizes, dropout: 0.1 }, generator).initialize(generator).train();
  const optimizer = new AdamW(model, { rate: 1e-4 });
  const ids = (n: number): number[] => [...Array.from({ length: n }, () => 3 + generator.nextInteger(497)), 2];
  const batch = Array.from({ length: 16 }, () => ({ source: ids(20), target: ids(120) }));
  const step = () => trainStep(model, optimizer, [batch], { labelSmoothing: 0.1, clipNorm: 1 }).loss;
  step(); step();
  show('training step', await profile(step), true);
  model.eval();
  show('beams', await profile(() => generateSequences(model, [[7, 8, 9, 2]], { beams: 4, maximumNewTokens: 10 })));
}
for (const name of ['llama-tied', 'mistral-window', 'gemma3', 'qwen3', 'gpt2', 'phi3', 'neox', 'mixtral']) {
  const { model } = await fromPretrained(`${models}${name}`);
  const run = () => generateAll(model as any, [[3, 1, 4, 1, 5]], { maximumNewTokens: 5 });
  await run();
  show(name, await profile(run));
  const sample = () => generateAll(model as any, [[3, 1, 4, 1, 5],[1,2]], { maximumNewTokens: 5, temperature: 0.8, topK: 5, topP: 0.9, seed: 3 });
  show(`${name} sampled`, await profile(sample));
}
for (const name of ['t5', 'bart', 'marian', 'm2m100']) {
  const { model } = await fromPretrained(`${models}${name}`);
  show(name, await profile(() => generateSequences(model as any, [[3, 1, 4, 2]], { beams: 2, maximumNewTokens: 5 })));
}
for (const name of ['bert', 'modernbert', 'mpnet', 'distilbert', 'roberta', 'minilm']) {
  const { model } = await fromPretrained(`${models}${name}`);
  const ids = tensor([[3, 1, 4, 1, 5, 9, 2]], { dtype: 'int32' });
  show(name, await profile(() => tidy(() => void Reflect.apply(model.forward, model, [ids]))));
}
backend.dispose();
