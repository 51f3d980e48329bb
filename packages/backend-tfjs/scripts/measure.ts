// What Heed costs over plain TensorFlow.js, and how the engines compare with the WebAssembly backend.
//
//   node --conditions=@heed/source scripts/measure.ts [--from ../../.cache/tfjs-node] [--engine wasm] [--rounds 15]
//        [--width 256] [--layers 3] [--length 64] [--batch 8] [--cpu]
//
// One model, one set of weights, three ways: Heed on TensorFlow.js, plain TensorFlow.js, Heed on WebAssembly. They take
// turns in one process; times are medians, and their answers must agree. `--from` is a folder in whose node_modules
// TensorFlow.js is (`pnpm tfjs` makes .cache/tfjs-node); without it @tensorflow/tfjs is taken, on `--engine`. `--cpu`:
// processor time of all threads instead of the clock, for a busy machine.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { wasm } from '@heed/backend-wasm';
import { AdamW, type Backend, RandomGenerator, Scope, tensor, use, valueAndGrad } from '@heed/core';
import type * as TensorFlowJs from '@tensorflow/tfjs';
import { tfjs } from '../src/index.ts';
import { tfjsPackages } from '../src/node/index.ts';
import { LanguageModel, type Size } from './language-model.ts';
import { PlainLanguageModel, type Weights } from './plain-language-model.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    engine: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    width: { type: 'string', default: '256' },
    layers: { type: 'string', default: '3' },
    length: { type: 'string', default: '64' },
    batch: { type: 'string', default: '8' },
    vocabulary: { type: 'string', default: '4001' },
    cpu: { type: 'boolean', default: false },
  },
});
const size: Size = {
  layers: Number(values.layers),
  width: Number(values.width),
  heads: 4,
  vocabulary: Number(values.vocabulary),
  batch: Number(values.batch),
  length: Number(values.length),
};
const rate = 1e-4;

async function loadTf(): Promise<typeof TensorFlowJs> {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  if (values.from === undefined) {
    await import('@tensorflow/tfjs-backend-wasm');
    return await import('@tensorflow/tfjs');
  }
  const require = createRequire(join(resolve(values.from), 'package.json'));
  for (const name of tfjsPackages) {
    try {
      return require(name);
    } catch {}
  }
  throw new Error(`no TensorFlow.js in ${values.from}`);
}

const generator = new RandomGenerator(7);
const ids = Int32Array.from({ length: size.batch * size.length }, () =>
  generator.nextInteger(size.vocabulary),
);
const targets = Int32Array.from(ids, (_, at) => ids[(at + 1) % ids.length] ?? 0);
const shape: [number, number] = [size.batch, size.length];

/** One way to run the model: logits' first numbers, and a training step's loss. */
interface Way {
  readonly name: string;
  forward(): Promise<ArrayLike<number>>;
  step(): Promise<number>;
}

function onHeed(name: string, backend: Backend, weights?: Weights): Way & { readonly weights: Weights } {
  use(backend);
  const model = new LanguageModel(size).initialize(new RandomGenerator(1));
  const own = new Map(
    [...model.parameters()].map(([path, { value }]) => {
      const given = weights?.get(path)?.data;
      return [path, { shape: value.shape, data: given ?? Float32Array.from(value.dataSync()) }];
    }),
  );
  const inputs = tensor(ids, { shape });
  const wanted = tensor(targets, { shape });
  const optimizer = new AdamW(model, { rate, weightDecay: 0 });
  return {
    name,
    weights: own,
    async forward() {
      use(backend);
      using scope = new Scope();
      void scope;
      return await model.forward(inputs).data();
    },
    async step() {
      use(backend);
      using scope = new Scope();
      void scope;
      const { value, gradients } = valueAndGrad(model, () => model.loss(inputs, wanted));
      optimizer.step(gradients);
      return Number((await value.data())[0]);
    },
  };
}

function plain(tf: typeof TensorFlowJs, weights: Weights): Way {
  const model = new PlainLanguageModel(tf, size, weights, rate);
  const inputs = tf.tensor(ids, shape, 'int32');
  const wanted = tf.tensor(targets, shape, 'int32');
  return {
    name: 'plain TensorFlow.js',
    async forward() {
      const logits = model.tidy(() => model.logits(inputs));
      const numbers = await logits.data();
      logits.dispose();
      return numbers;
    },
    async step() {
      const loss = model.step(inputs, wanted);
      const [number = Number.NaN] = (await loss?.data()) ?? [];
      loss?.dispose();
      return number;
    },
  };
}

function largestDifference(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number {
  let largest = 0;
  for (const [at, numbers] of a.entries()) {
    for (let place = 0; place < numbers.length; place++) {
      const difference = Math.abs((numbers[place] ?? Number.NaN) - (b[at]?.[place] ?? Number.NaN));
      if (!(difference <= largest)) largest = difference;
    }
  }
  return largest;
}

function now(): number {
  if (!values.cpu) return performance.now();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const tf = await loadTf();
const engine = await tfjs({ tf, ...(values.engine === undefined ? {} : { engine: values.engine }) });
const heed = onHeed('Heed on TensorFlow.js', engine);
const ways: readonly Way[] = [heed, plain(tf, heed.weights), onHeed('Heed on WebAssembly', await wasm())];
const { details } = engine.report();
console.log(
  `engine ${details['engine']}, ${details['device']}, tfjs ${details['tensorFlowJs']}, ${JSON.stringify(size)}`,
);

for (const work of ['forward', 'step'] as const) {
  const times = ways.map((): number[] => []);
  const answers = ways.map((): ArrayLike<number>[] => []);
  for (let round = 0; round < Number(values.rounds) + 2; round++) {
    for (const [at, way] of ways.entries()) {
      const start = now();
      const answer = await way[work]();
      const time = now() - start;
      if (round >= 2) times[at]?.push(time);
      if (work === 'step' || round === 0) answers[at]?.push(typeof answer === 'number' ? [answer] : answer);
    }
  }
  for (const [at, way] of ways.entries()) {
    const error = largestDifference(answers[at] ?? [], answers[1] ?? []);
    const time = median(times[at] ?? []);
    const ratio = time / median(times[1] ?? []);
    console.log(
      `${work.padEnd(8)}${way.name.padEnd(24)}${time.toFixed(1).padStart(9)} ms  ` +
        `${ratio.toFixed(2).padStart(6)} of plain  largest difference ${error.toExponential(1)}`,
    );
    if (!(error < 2e-3)) throw new Error(`${way.name} gives other numbers`);
  }
}
