/**
 * What observers cost when there are none (work.ts says how it is measured): a second copy of the sources in the same
 * process, without them. Prints rows of a table as JSON.
 */
import { registerHooks } from 'node:module';
import type { Tensor } from '@heed/core';

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
type Encoder = InstanceType<Transformer['EncoderDecoder']>['encoder'];

/** An encoder of two layers over 11 tokens; `run` gives some of its answer. */
class Work {
  readonly #core: Core;
  readonly #encoder: Encoder;
  readonly #states: Tensor;

  constructor(core: Core, transformer: Transformer) {
    const generator = new core.RandomGenerator(1);
    const sizes = { width: 32, heads: 4, feedForwardWidth: 64, encoderLayers: 2, decoderLayers: 1 };
    const config = { ...transformer.baseConfig, vocabularySize: 5, ...sizes };
    this.#core = core;
    this.#encoder = new transformer.EncoderDecoder(config).initialize(generator).encoder;
    this.#states = generator.normal([1, 11, 32]);
  }

  run(): string {
    const { tidy } = this.#core;
    return tidy(() => this.#encoder.forward(this.#states).dataSync().subarray(0, 100).join());
  }

  countPoints(): number {
    let count = 0;
    const see = (): void => {
      count += 1;
    };
    this.#core.observe(this.#encoder, { '**': see }, () => this.run());
    return count;
  }

  /** Milliseconds of passing one point. */
  timeOfPassing(): number {
    const rounds = 10_000_000;
    const started = performance.now();
    for (let round = 0; round < rounds; round++) this.#core.passBy(this.#encoder, 'input', this.#states);
    return (performance.now() - started) / rounds;
  }
}

async function load(suffix: string): Promise<Work> {
  const at = (name: string): string => `${import.meta.resolve(name)}${suffix}`;
  const [core, transformer]: [Core, Transformer] = await Promise.all([
    import(at('@heed/core')),
    import(at('@heed/transformer')),
  ]);
  return new Work(core, transformer);
}

const works = [await load(''), await load(bare)] as const;
const [whole] = works;
if (whole.run() !== works[1].run()) throw new Error('the two copies give different answers');
const points = whole.countPoints();
// The shortest time is the one that other programs disturbed least.
const shortest = works.map(() => Number.POSITIVE_INFINITY);
for (let round = 0; round < 2000; round++) {
  // Who goes first changes, so that neither has the warmer cache.
  for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
    const started = performance.now();
    works[side]?.run();
    shortest[side] = Math.min(shortest[side] ?? 0, performance.now() - started);
  }
}
const [time = 0, without = 0] = shortest;
const passing = whole.timeOfPassing();
const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;
const rows = [
  ['a pass, the shortest of 2,000', `${time.toFixed(3)} ms`],
  ['cost, beside the copy without observers', percent(time / without - 1)],
  [`cost, ${points} points of ${(passing * 1e6).toFixed(1)} ns`, percent((points * passing) / time)],
];
console.log(JSON.stringify(rows));
