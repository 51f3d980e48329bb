import { wasm } from '@heed/backend-wasm';
import { argmax, slice, type Tensor, tensor, tidy, use } from '@heed/core';
import { Llama } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';

const options = JSON.parse(process.argv[3] ?? '{}');
use(await wasm({ threads: Number(process.argv[2] ?? 1) }));
const { model } = await fromPretrained('.cache/pretrained/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf', {
  tokenizer: false,
  ...options,
});
if (!(model instanceof Llama)) throw new Error();
const m = model;
using cache = model.createCache();
let next: Tensor = tensor([[1, 2, 3, 4]], { dtype: 'int32' });
const times: number[] = [];
const walls: number[] = [];
function warmStep() {
  const id = tidy(
    () => argmax(slice(m.forward(next, { cache }), { axis: 1, start: -1 }), { axis: -1 }).dataSync()[0] ?? -1,
  );
  next.dispose();
  next = tensor([[id]], { dtype: 'int32' });
}
function measuredStep() {
  const id = tidy(
    () => argmax(slice(m.forward(next, { cache }), { axis: 1, start: -1 }), { axis: -1 }).dataSync()[0] ?? -1,
  );
  next.dispose();
  next = tensor([[id]], { dtype: 'int32' });
}
for (let i = 0; i < 60; i++) warmStep();
for (let i = 0; i < Number(process.argv[4] ?? 150); i++) {
  const c0 = process.cpuUsage();
  const t = performance.now();
  measuredStep();
  walls.push(performance.now() - t);
  const c1 = process.cpuUsage(c0);
  times.push((c1.user + c1.system) / 1000);
}
times.sort((a, b) => a - b);
walls.sort((a, b) => a - b);
console.log(
  'cpu median',
  times[times.length >> 1]?.toFixed(2),
  'min',
  times[0]?.toFixed(2),
  'wall median',
  walls[walls.length >> 1]?.toFixed(2),
  'min',
  walls[0]?.toFixed(2),
);
process.exit(0);
