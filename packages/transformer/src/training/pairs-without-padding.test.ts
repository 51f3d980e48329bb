import { AdamW, Module, RandomGenerator, SGD, Tensor, valueAndGrad } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseConfig, EncoderDecoder } from '../encoder-decoder/index.ts';
import {
  Bart,
  type EncoderDecoderModel,
  HfConfig,
  M2M100,
  Marian,
  Pegasus,
  readBartConfig,
  readM2M100Config,
  readMarianConfig,
  readPegasusConfig,
  readT5Config,
  T5,
} from '../models/index.ts';
import { smallBartLike } from '../models/testing/small-bart-like.ts';
import { smallEncoderDecoder, smallT5 } from '../models/testing/small-encoder-decoders.ts';
import type { PairLengths, SequenceConfig } from '../sequence-to-sequence.ts';
import {
  memoryStore,
  type RunStore,
  type SequencePair,
  sequenceToSequence,
  type TrainableModel,
  Trainer,
  trainStep,
} from './index.ts';

/** A model that is given masks, though the one in it takes lengths. */
class Padded extends Module implements TrainableModel {
  readonly model: TrainableModel;
  constructor(model: TrainableModel) {
    super();
    this.model = model;
  }
  get config(): SequenceConfig {
    return this.model.config;
  }
  override forward(source: Tensor, target: Tensor, padding?: Tensor | PairLengths): Tensor {
    expect(padding).toBeInstanceOf(Tensor);
    return this.model.forward(source, target, padding);
  }
}

const noDropout = {
  ...{ dropout: 0, attention_dropout: 0, activation_dropout: 0 },
  ...{ encoder_layerdrop: 0, decoder_layerdrop: 0 },
};
const hf = new HfConfig({ ...smallBartLike, max_position_embeddings: 31, ...noDropout });
const models: Readonly<Record<string, EncoderDecoderModel>> = {
  'the Transformer of 2017': new EncoderDecoder({ ...baseConfig, ...smallEncoderDecoder, dropout: 0 }),
  BART: new Bart(readBartConfig(hf)),
  Marian: new Marian(readMarianConfig(hf)),
  M2M100: new M2M100(readM2M100Config(hf)),
  Pegasus: new Pegasus(readPegasusConfig(hf)),
  T5: new T5(readT5Config(new HfConfig({ ...smallT5, dropout_rate: 0 }))),
};
const fresh = <Model extends Module>(model: Model): Model => model.initialize(new RandomGenerator(5)).train();

const idsOf = fc.array(fc.integer({ min: 4, max: 22 }), { minLength: 1, maxLength: 31 });
const batchOf = fc.array(fc.record({ source: idsOf, target: idsOf }), { minLength: 1, maxLength: 7 });

function pair(source: number, target: number): SequencePair {
  const ids = (length: number): number[] =>
    Array.from({ length }, (_, at) => 4 + ((7 * at + 5 * length) % 19));
  return { source: ids(source), target: ids(target) };
}

function learn(model: TrainableModel, pairs: readonly SequencePair[]) {
  const { loss, targets } = sequenceToSequence(model, { labelSmoothing: 0.1 }).batch(pairs);
  const { value, gradients } = valueAndGrad(model, loss);
  const numbers = Array.from(gradients.values(), (one) => [...one.dataSync()]);
  return { targets, loss: value.item(), gradients: numbers };
}

type Learned = ReturnType<typeof learn>;

/** Equal to within 1e-5, of the largest gradient where that is above 1. */
function expectEqual(found: Learned, wanted: Learned): void {
  const largest = Math.max(1, ...wanted.gradients.flat().map(Math.abs));
  expect(found.targets).toBe(wanted.targets);
  expect(Math.abs(found.loss - wanted.loss)).toBeLessThan(1e-5 * Math.max(1, wanted.loss));
  expect(found.gradients.map(({ length }) => length)).toEqual(wanted.gradients.map(({ length }) => length));
  const apart = wanted.gradients.flatMap((one, at) =>
    one.map((value, place) => Math.abs(value - (found.gradients[at]?.[place] ?? Number.NaN))),
  );
  expect(Math.max(...apart)).toBeLessThan(1e-5 * largest);
}

describe('without padding, losses and all gradients of pairs are those of padded rows', () => {
  it.each(Object.entries(models))('%s', (_, model) => {
    fresh(model);
    const padded = new Padded(model);
    fc.assert(
      fc.property(batchOf, (pairs) => expectEqual(learn(model, pairs), learn(padded, pairs))),
      { numRuns: 6 },
    );
  });

  it('with layers computed again, and pairs whose source or target has no token', () => {
    const model = fresh(new Marian(readMarianConfig(hf)));
    for (const layer of [...model.model.encoder.layers, ...model.model.decoder.layers]) layer.recompute();
    const pairs = [pair(3, 0), pair(23, 17), pair(0, 5), pair(2, 29), pair(7, 1)];
    expectEqual(learn(model, pairs), learn(new Padded(model), pairs));
  });

  it('over several batches of one update', () => {
    const steps = [
      [[pair(3, 5), pair(31, 7), pair(2, 19)]],
      [
        [pair(17, 13), pair(2, 3)],
        [pair(5, 7), pair(23, 11), pair(1, 2)],
      ],
    ];
    const after = (wrap: (model: TrainableModel) => TrainableModel): number[] => {
      const model = wrap(fresh(new T5(readT5Config(new HfConfig({ ...smallT5, dropout_rate: 0 })))));
      const optimizer = new SGD(model, { rate: 0.1 });
      for (const batches of steps)
        trainStep(sequenceToSequence(model), optimizer, batches, { clipNorm: 0.5 });
      return [...model.parameters().values()].flatMap(({ value }) => [...value.dataSync()]);
    };
    const [packed, padded] = [after((model) => model), after((model) => new Padded(model))];
    const apart = packed.map((value, at) => Math.abs(value - (padded[at] ?? Number.NaN)));
    expect(Math.max(...apart)).toBeLessThan(1e-5);
  });
});

it('a run that was interrupted ends with the same bits, dropout included', async () => {
  const batchesOfRun = [
    [pair(3, 5), pair(31, 7), pair(2, 19), pair(9, 3)],
    [pair(17, 2), pair(2, 11)],
    [pair(5, 7), pair(23, 29), pair(4, 1)],
  ];
  async function* batches(): AsyncGenerator<readonly SequencePair[]> {
    yield* batchesOfRun;
  }
  const run = async (store: RunStore, steps: number): Promise<number[]> => {
    const generator = new RandomGenerator(3);
    const config = { ...baseConfig, ...smallEncoderDecoder, dropout: 0.2 };
    const model = new EncoderDecoder(config, generator).initialize(new RandomGenerator(5));
    const optimizer = new AdamW(model, { rate: 0.01 });
    const objective = sequenceToSequence(model);
    await new Trainer({ objective, optimizer, batches, steps, generator, store, accumulate: 2 }).run();
    return [...model.parameters().values()].flatMap(({ value }) => [...value.dataSync()]);
  };
  const whole = await run(memoryStore(), 5);
  const store = memoryStore();
  await run(store, 2);
  expect(await run(store, 5)).toEqual(whole);
});
