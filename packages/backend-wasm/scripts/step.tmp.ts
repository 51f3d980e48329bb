import * as h from '@heed/core';
import * as t from '../../transformer/src/index.ts';
import { wasm } from '../src/index.ts';

const threads = Number(process.argv[2] ?? 2),
  dropout = Number(process.argv[3] ?? 0);
const backend = await wasm({ threads });
// per-op times
const times = new Map<string, { n: number; ms: number }>();
const wrap =
  (name: string, f: any) =>
  (...a: any[]) => {
    const s = performance.now();
    const r = f(...a);
    const e = times.get(name) ?? { n: 0, ms: 0 };
    e.n++;
    e.ms += performance.now() - s;
    times.set(name, e);
    return r;
  };
for (const [name, k] of backend.kernels as Map<string, any>)
  (backend.kernels as Map<string, any>).set(name, wrap(name, k));
const b: any = backend;
const rr = b.runReference;
b.runReference = (ref: any, ins: any, at: any, outs: any) =>
  wrap(
    'REF ' +
      ins.map((i: any) => i.dtype + '[' + i.shape + ']').join(' ') +
      ' -> ' +
      outs.map((i: any) => i.dtype + '[' + i.shape + ']').join(' '),
    rr,
  )(ref, ins, at, outs);
b.upload = wrap('UPLOAD', b.upload);
b.downloadSync = wrap('DOWN', b.downloadSync);
h.use(backend);
const config = {
  ...t.baseConfig,
  vocabularySize: 6000,
  width: 192,
  heads: 4,
  feedForwardWidth: 768,
  encoderLayers: 3,
  decoderLayers: 2,
  dropout,
  normFirst: true,
  maximumLength: 512,
};
const generator = new h.RandomGenerator(1);
const model = new t.EncoderDecoder(config, generator).initialize(new h.RandomGenerator(2));
const optimizer = new h.AdamW(model, { rate: 0.001, beta2: 0.98, epsilon: 1e-9, weightDecay: 0.01 } as any);
model.train();
const L = 12,
  N = 128;
const pairs = Array.from({ length: N }, () => ({
  source: Array.from({ length: L }, () => 4 + Math.floor(Math.random() * 5900)),
  target: Array.from({ length: L }, () => 4 + Math.floor(Math.random() * 5900)),
}));
const all: number[] = [];
for (let i = 0; i < 12; i++) {
  if (i === 4) times.clear();
  const s = performance.now();
  const r = t.trainStep(model, optimizer, [pairs], { labelSmoothing: 0.1, clipNorm: 1 });
  const ms = performance.now() - s;
  if (i >= 4) all.push(ms);
  if (i % 4 === 0) console.log(i, r, ms.toFixed(0));
}
all.sort((a, b) => a - b);
console.log('median ms', all[all.length >> 1]!.toFixed(1), 'min', all[0]!.toFixed(1));
const n = all.length;
let sum = 0;
for (const [k, v] of [...times].sort((a, b) => b[1].ms - a[1].ms).slice(0, 30)) {
  console.log((v.ms / n).toFixed(2).padStart(8), String(v.n / n).padStart(6), k);
}
for (const v of times.values()) sum += v.ms;
console.log('sum', (sum / n).toFixed(1));
console.log(backend.memory(), h.live(), backend.report().details);
