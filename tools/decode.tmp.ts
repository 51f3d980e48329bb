import { readFileSync } from 'node:fs';
import { wasm } from '@heed/backend-wasm';
import { argmax, slice, type Tensor, tensor, tidy, use } from '@heed/core';
import { Llama } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';

const { prompts } = JSON.parse(readFileSync('fixtures/pretrained/smollm2.json', 'utf8'));
const options = JSON.parse(process.argv[3] ?? '{}');
use(await wasm({ threads: Number(process.argv[2] ?? 2) }));
const t = performance.now();
const { model } = await fromPretrained('.cache/pretrained/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf', {
  tokenizer: false,
  ...options,
});
console.log('load', (performance.now() - t).toFixed(0), 'ms');
if (!(model instanceof Llama)) throw new Error();
for (const p of prompts) {
  using cache = model.createCache();
  let next: Tensor = tensor([[...p.input_ids]], { dtype: 'int32' });
  const ids: number[] = [];
  const times: number[] = [];
  for (let i = 0; i < p.greedy.length; i++) {
    const t0 = performance.now();
    const c0 = process.cpuUsage();
    const id = tidy(
      () =>
        argmax(slice(model.forward(next, { cache }), { axis: 1, start: -1 }), { axis: -1 }).dataSync()[0] ??
        -1,
    );
    const c1 = process.cpuUsage(c0);
    times.push((c1.user + c1.system) / 1000);
    ids.push(id);
    next = tensor([[id]], { dtype: 'int32' });
  }
  times.sort((a, b) => a - b);
  console.log(
    ids.join() === p.greedy.join() ? 'EQUAL' : 'DIFFERENT ' + ids.findIndex((v, i) => v !== p.greedy[i]),
    'margin',
    p.smallest_margin,
    'median',
    times[times.length >> 1]?.toFixed(2),
    'min',
    times[0]?.toFixed(2),
    'max',
    times.at(-1)?.toFixed(1),
  );
}
process.exit(0);
