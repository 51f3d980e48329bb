import { wasm } from '@heed/backend-wasm';
import { argmax, RandomGenerator, slice, tensor, tidy, use, type Tensor } from '@heed/core';
import { HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
const backend = await wasm({ threads: 1 }); use(backend);
const model = new Llama(readLlamaConfig(new HfConfig({ model_type: 'llama', vocab_size: 64, hidden_size: 32, intermediate_size: 64, num_hidden_layers: 30, num_attention_heads: 4, num_key_value_heads: 2, max_position_embeddings: 2048, tie_word_embeddings: true }))).initialize(new RandomGenerator(1));
const m = model;
using cache = model.createCache();
let next: Tensor = tensor([[1, 2, 3, 4]], { dtype: 'int32' });
const times: number[] = [];
function measuredStep() { const id = tidy(() => argmax(slice(m.forward(next, { cache }), { axis: 1, start: -1 }), { axis: -1 }).dataSync()[0] ?? -1); next.dispose(); next = tensor([[id]], { dtype: 'int32' }); }
for (let i = 0; i < 400; i++) measuredStep();
const a = { ...backend.report().calls };
measuredStep();
const b = backend.report().calls; let n = 0;
console.log(Object.entries(b).map(([k, v]) => { n += v - (a[k] ?? 0); return `${k} ${v - (a[k] ?? 0)}`; }).join(', '), 'ops', n, 'ref', backend.report().referenceCalls);
for (let i = 0; i < 600; i++) { const c0 = process.cpuUsage(); measuredStep(); const c1 = process.cpuUsage(c0); times.push((c1.user + c1.system) / 1000); }
times.sort((x, y) => x - y);
console.log('cpu ms/step median', times[times.length >> 1]?.toFixed(3), 'min', times[0]?.toFixed(3), 'per op us', (1000 * times[times.length >> 1]! / n).toFixed(2));
process.exit(0);
