import { readFileSync } from 'node:fs';
import { wasm } from '@heed/backend-wasm';
import { cpu, slice, tensor, tidy, use } from '@heed/core';
import { Llama } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';

const { prompts } = JSON.parse(readFileSync('fixtures/pretrained/smollm2.json', 'utf8'));
use(await wasm({ threads: 1, simd: 'relaxed' }));
const run = async (options: object) => {
  const { model } = await fromPretrained('.cache/pretrained/smollm2/SmolLM2-135M-Instruct.Q4_1.gguf', {
    tokenizer: false,
    ...options,
  });
  if (!(model instanceof Llama)) throw new Error();
  const out = prompts.map((p: any) =>
    tidy(() =>
      slice(model.forward(tensor([[...p.input_ids]], { dtype: 'int32' })), { axis: 1, start: -1 }).dataSync(),
    ),
  );
  model.dispose();
  return out as Float32Array[];
};
const a = await run({});
const b = await run({ dtype: 'stored' });
const c = await run({ quantize: 'q8_0' });
for (const [name, o] of [
  ['stored', b],
  ['q8_0', c],
] as const)
  a.forEach((x, i) => {
    const y = o[i]!;
    let s = 0,
      e = 0,
      m = 0,
      mean = 0;
    x.forEach((v) => (mean += v / x.length));
    let me = 0;
    x.forEach((v, j) => (me += (y[j]! - v) / x.length));
    x.forEach((v, j) => {
      s += (v - mean) ** 2;
      e += (v - y[j]! + me) ** 2;
      m = Math.max(m, Math.abs(v - y[j]!));
    });
    const top = (z: Float32Array) =>
      [...z.keys()]
        .sort((p, q) => z[q]! - z[p]!)
        .slice(0, 3)
        .map((k) => `${k}:${z[k]!.toFixed(3)}`)
        .join(' ');
    console.log(
      name,
      i,
      'rms rel',
      Math.sqrt(e / s).toFixed(4),
      'max abs',
      m.toFixed(3),
      'mean shift',
      me.toFixed(3),
      '|',
      top(x),
      '|',
      top(y),
    );
  });
process.exit(0);
