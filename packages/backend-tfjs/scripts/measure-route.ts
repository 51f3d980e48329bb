// Where a route of two backends wins: one model at several widths, on TensorFlow.js alone, on WebAssembly alone, and on a
// route of both by a measured policy. They take turns in one process; times are medians of the clock.
//
//   node --conditions=@heed/source scripts/measure-route.ts --from ../../.cache/tfjs-node [--rounds 7] [--widths 64,256,768]
import { parseArgs } from 'node:util';
import { wasm } from '@heed/backend-wasm';
import { type Backend, RandomGenerator, Scope, tensor, use } from '@heed/core';
import { measureRoute, route } from '@heed/core/backend';
import { installedTfjs } from '../src/node/index.ts';
import { LanguageModel, type Size } from './language-model.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '.' },
    rounds: { type: 'string', default: '7' },
    widths: { type: 'string', default: '64,256,768' },
  },
});

const sides = { heavy: await installedTfjs({ from: values.from }), light: await wasm() };
const policy = measureRoute(sides);
console.log(JSON.stringify(policy));
const both = route({ ...sides, policy });
const backends: readonly Backend[] = [sides.heavy, sides.light, both];

/** A forward pass on a backend, ready to run. */
function prepared(backend: Backend, size: Size): () => Promise<number> {
  use(backend);
  const model = new LanguageModel(size).initialize(new RandomGenerator(1));
  const ids = tensor(
    Int32Array.from({ length: size.batch * size.length }, (_, at) => (at * 7) % size.vocabulary),
    { shape: [size.batch, size.length] },
  );
  return async () => {
    use(backend);
    using scope = new Scope();
    const start = performance.now();
    const logits = scope.run(() => model.forward(ids));
    await logits.data();
    return performance.now() - start;
  };
}

for (const width of values.widths.split(',').map(Number)) {
  const size: Size = { layers: 2, width, heads: 4, vocabulary: 1009, batch: 4, length: 64 };
  const runs = backends.map((backend) => prepared(backend, size));
  const times = runs.map((): number[] => []);
  for (let round = 0; round < Number(values.rounds) + 1; round++) {
    for (const [at, run] of runs.entries()) {
      const time = await run();
      if (round > 0) times[at]?.push(time);
    }
  }
  const medians = times.map(
    (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN,
  );
  const [heavy = 0, light = 0, routed = 0] = medians;
  const { heavyCalls, lightCalls, moves } = both.report().details;
  console.log(
    `width ${width}: heavy ${heavy.toFixed(1)} ms, light ${light.toFixed(1)} ms, route ${routed.toFixed(1)} ms = ` +
      `${(routed / Math.min(heavy, light)).toFixed(2)} of the better one; so far ${heavyCalls} heavy and ${lightCalls} light calls, ${moves} moves`,
  );
}
process.exit(0);
