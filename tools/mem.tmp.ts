import { readFileSync } from 'node:fs';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';

const resident = (f: string) =>
  1024 * Number(new RegExp(`${f}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
use(await wasm({ threads: 2 }));
const before = resident('VmRSS');
const t = performance.now();
const { model } = await fromPretrained(process.argv[2] ?? '', {
  tokenizer: false,
  ...JSON.parse(process.argv[3] ?? '{}'),
});
const most = resident('VmHWM');
let bytes = 0;
for (const p of model.parameters().values())
  bytes += p.value.dtype === 'float32' ? p.size * 4 : p.size * 0.625;
console.log(
  ((most - before) / bytes).toFixed(4),
  'x of',
  (bytes / 1e6).toFixed(0),
  'MB',
  (performance.now() - t).toFixed(0),
  'ms',
  ((resident('VmRSS') - before) / 1e6).toFixed(0),
);
process.exit(0);
