/**
 * What observers cost when there are none: a small encoder as it stands, and with all that they need taken out of
 * core (a second copy of the sources in the same process), by turns. Both must give the same answers.
 *
 *   node --conditions=@heed/source bench/observe.ts
 */
import { registerHooks } from 'node:module';

/** Marks the modules of the second copy. */
const bare = '?bare';

registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    const copied = context.parentURL?.endsWith(bare) && resolved.url.startsWith('file:');
    return copied ? { ...resolved, url: `${resolved.url}${bare}` } : resolved;
  },
  load: (url, context, next) => {
    if (!url.endsWith(`/core/src/module/observe.ts${bare}`)) return next(url, context);
    const source = `
      export const isObserved = () => false;
      export const passBy = (module, name, value) => value;
      export const observe = (model, observers, fn) => fn();`;
    return { format: 'module', source, shortCircuit: true };
  },
});

type Core = typeof import('@heed/core');
type Transformer = typeof import('@heed/transformer');

/** A forward pass of an encoder of two layers over 2 × 23 tokens; gives some of its answer. */
function prepare(core: Core, transformer: Transformer): () => number[] {
  const generator = new core.RandomGenerator(1);
  const options = { width: 64, heads: 4, feedForwardWidth: 128 };
  const layers = [0, 1].map(() => new transformer.TransformerEncoderLayer(options).initialize(generator));
  const states = generator.normal([2, 23, 64]);
  return () =>
    core.tidy(() => [
      ...layers
        .reduce((x, layer) => layer.forward(x), states)
        .dataSync()
        .subarray(0, 100),
    ]);
}

async function load(suffix: string): Promise<() => number[]> {
  const at = (name: string): string => `${import.meta.resolve(name)}${suffix}`;
  const [core, transformer]: [Core, Transformer] = await Promise.all([
    import(at('@heed/core')),
    import(at('@heed/transformer')),
  ]);
  return prepare(core, transformer);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const sides = [await load(''), await load(bare)];
const answers = sides.map((run) => run().join());
if (answers[0] !== answers[1]) throw new Error('the two copies give different answers');
const times = sides.map((): number[] => []);
for (let round = 0; round < 400; round++) {
  // Who goes first changes, so that neither has the warmer cache.
  for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
    const started = performance.now();
    sides[side]?.();
    if (round >= 50) times[side]?.push(performance.now() - started);
  }
}
const [as, without] = [median(times[0] ?? []), median(times[1] ?? [])];
console.log(`Node ${process.version}, cpu reference; medians of ${times[0]?.length} passes`);
console.log(`with observation points   ${as.toFixed(3)} ms`);
console.log(`without                   ${without.toFixed(3)} ms`);
console.log(`cost when off             ${((as / without - 1) * 100).toFixed(2)} %`);
