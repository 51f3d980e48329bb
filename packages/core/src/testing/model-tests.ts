import type { Backend } from '../backend/backend.ts';
import { cpu } from '../backend/reference.ts';
import { ValueError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import type { Module } from '../module/module.ts';
import * as ops from '../ops/index.ts';
import { AdamW } from '../optimizers/index.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { AttentionBlock, Decoder, Encoder, type KeyValueCache } from './models.ts';
import { checkReading, errorOf, type Reading, readAll } from './reading.ts';
import { onBackend, weightedSum } from './sample.ts';

/** A test of a whole model on a backend; `tolerance` is that of outputs. */
export type ModelTest = (backend: Backend, tolerance: number) => Promise<void>;

const [vocabulary, length, classes] = [23, 7, 3];

/** Ids from 1, with padding behind all rows but the first. */
function drawIds(generator: RandomGenerator, batch: number): Int32Array {
  return Int32Array.from({ length: batch * length }, (_, at) => {
    const id = 1 + generator.nextInteger(vocabulary - 1);
    const padded = at % length >= length - (Math.floor(at / length) % 4);
    return padded ? 0 : id;
  });
}

/** A model with its input, made on the current backend. */
interface Case {
  readonly model: Module;
  readonly run: () => Tensor;
}

const cases: Readonly<Record<string, () => Case>> = {
  'an attention block': () => {
    const generator = new RandomGenerator(3);
    const model = new AttentionBlock(12, 6, 2).initialize(generator);
    const x = generator.normal([2, 5, 12]);
    return { model, run: () => model.forward(x, { causal: true }) };
  },
  'an encoder': () => {
    const generator = new RandomGenerator(5);
    const model = new Encoder({ vocabulary, length, classes }, generator).initialize(generator);
    const ids = ops.tensor(drawIds(generator, 5), { shape: [5, length] });
    return { model, run: () => model.forward(ids) };
  },
  'a decoder': () => {
    const generator = new RandomGenerator(7);
    const model = new Decoder(vocabulary).initialize(generator);
    const ids = ops.tensor(drawIds(generator, 3), { shape: [3, length] });
    return { model, run: () => model.forward(ids) };
  },
};

/** Output and gradients of a model on a backend, read out under their names. */
async function readModel(make: () => Case, backend: Backend): Promise<Reading[]> {
  const { output, gradients } = onBackend(backend, () =>
    tidy(() => {
      const { model, run } = make();
      try {
        const inner = valueAndGrad(model, () => weightedSum(run()));
        return { output: run(), gradients: inner.gradients };
      } finally {
        model.dispose();
      }
    }),
  );
  const readings = await readAll('output', [output]);
  const slopes = await readAll('gradient', [...gradients.values()]);
  const names = [...gradients.keys()];
  const named = slopes.map((slope, at) => ({ ...slope, what: `gradient of ${names[at]}` }));
  return [...readings, ...named];
}

/** What the reference gives, found once for all backends. */
function once<Result>(find: () => Promise<Result>): () => Promise<Result> {
  let found: Promise<Result> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

async function testModel(
  make: () => Case,
  truth: () => Promise<Reading[]>,
  backend: Backend,
  tolerance: number,
): Promise<void> {
  const expected = await truth();
  const actual = await readModel(make, backend);
  for (const [index, right] of expected.entries()) checkReading(actual[index], right, 10 * tolerance);
}

/** Token by token with a cache, as generation works, against all tokens at once on the same backend. */
async function testCache(backend: Backend, tolerance: number): Promise<void> {
  const outputs = onBackend(backend, () =>
    tidy(() => {
      const generator = new RandomGenerator(11);
      const model = new Decoder(vocabulary).initialize(generator);
      const ids = ops.tensor(drawIds(generator, 1), { shape: [1, length] });
      const room = (): Tensor => ops.zeros([1, 2, length + 2, 4]);
      const caches = model.layers.map((): KeyValueCache => ({ keys: room(), values: room(), length: 0 }));
      try {
        const whole = model.forward(ids);
        const parts = [[0, 3] as const, ...[3, 4, 5, 6].map((at) => [at, at + 1] as const)].map(
          ([start, end]) => model.forward(ops.slice(ids, { axis: 1, start, end }), caches),
        );
        return [whole, ops.concat(parts, { axis: 1 })];
      } finally {
        model.dispose();
      }
    }),
  );
  const [whole, joined] = await readAll('logits of a cached decoder', outputs);
  if (whole !== undefined) checkReading(joined, whole, 10 * tolerance);
}

const steps = 20;

/** Trains an encoder, dropout on, to tell which of three ids stands first; gives the loss of every step. */
async function lossCurve(backend: Backend): Promise<number[]> {
  const generator = new RandomGenerator(13);
  const model = onBackend(backend, () =>
    new Encoder({ vocabulary, length, classes }, new RandomGenerator(17)).initialize(generator).train(),
  );
  const optimizer = new AdamW(model, { rate: 0.02 });
  const curve: number[] = [];
  let held: string | undefined;
  for (let step = 0; step < steps; step++) {
    const loss = onBackend(backend, () =>
      tidy(() => {
        const ids = drawIds(generator, 8).map((id, at) => (at % length === 0 ? 1 + (id % classes) : id));
        const targets = ids.filter((_, at) => at % length === 0).map((id) => id - 1);
        const batch = ops.tensor(ids, { shape: [8, length] });
        const { value, gradients } = valueAndGrad(model, () =>
          ops.crossEntropy(model.forward(batch), ops.tensor(targets)),
        );
        optimizer.step(gradients);
        return value;
      }),
    );
    curve.push(Number((await loss.data())[0]));
    loss.dispose();
    const holds = JSON.stringify([backend.memory(), live()]);
    held ??= holds;
    if (holds !== held)
      throw new ValueError(`training: ${holds} after step ${step + 1}, ${held} after the first`);
  }
  optimizer.dispose();
  model.dispose();
  return curve;
}

const rightCurve = once(() => lossCurve(cpu));

async function testTraining(backend: Backend, tolerance: number): Promise<void> {
  const expected = await rightCurve();
  const actual = await lossCurve(backend);
  for (const [step, loss] of expected.entries()) {
    const seen = actual[step] ?? Number.NaN;
    if (errorOf(seen, loss) > 100 * tolerance) {
      throw new ValueError(`training, step ${step + 1}: expected the loss ${loss}, got ${seen}`);
    }
  }
  const [first = 0, last = 0] = [actual[0], actual.at(-1)];
  if (!(last < first / 2)) throw new ValueError(`training: the loss went from ${first} to ${last} only`);
}

/** Tests of whole models, by name. */
export const modelTests: Readonly<Record<string, ModelTest>> = {
  ...Object.fromEntries(
    Object.entries(cases).map(([name, make]): [string, ModelTest] => {
      const truth = once(() => readModel(make, cpu));
      return [`model: ${name}`, (backend, tolerance) => testModel(make, truth, backend, tolerance)];
    }),
  ),
  'model: a decoder with a cache': testCache,
  [`model: ${steps} steps of training`]: testTraining,
};
