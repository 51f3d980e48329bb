import { wasm } from '@heed/backend-wasm';
import { argmax, slice, tensor, tidy, use, type Tensor } from '@heed/core';
import { Llama } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
use(await wasm({ threads: 1 }));
const { model } = await fromPretrained('.cache/pretrained/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf', { tokenizer: false, dtype: 'stored' });
if (!(model instanceof Llama)) throw new Error();
const m = model;
using cache = model.createCache();
let next: Tensor = tensor([[1, 2, 3, 4]], { dtype: 'int32' });
function warm() { const id = tidy(() => argmax(slice(m.forward(next, { cache }), { axis: 1, start: -1 }), { axis: -1 }).dataSync()[0] ?? -1); next.dispose(); next = tensor([[id]], { dtype: 'int32' }); }
function measuredStep() { const id = tidy(() => argmax(slice(m.forward(next, { cache }), { axis: 1, start: -1 }), { axis: -1 }).dataSync()[0] ?? -1); next.dispose(); next = tensor([[id]], { dtype: 'int32' }); }
for (let i = 0; i < 100; i++) warm();
const t = performance.now();
for (let i = 0; i < 200; i++) measuredStep();
console.log((performance.now() - t) / 200);
process.exit(0);
