import { readFileSync } from 'node:fs';
import { paddingMask } from '@heed/attention';
import {
  embedding,
  Module,
  OptionError,
  Parameter,
  RandomGenerator,
  reshape,
  SGD,
  ShapeError,
  type Tensor,
  tensor,
  valueAndGrad,
  where,
} from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanPooling } from '../../embeddings/index.ts';
import type { Objective } from '../objective.ts';
import type { TextModel, TextModelOptions } from '../text-model.ts';
import { trainStep } from '../train-step.ts';
import {
  causalLanguageModel,
  classification,
  contrastive,
  distillation,
  maskedLanguageModel,
  preference,
  type SequencePair,
  sequenceToSequence,
  spanCorruption,
  tokenClassification,
} from './index.ts';

/** Made by fixtures/training/make_objectives.py. */
const golden = JSON.parse(
  readFileSync(new URL('../../../../../fixtures/training/objectives.json', import.meta.url), 'utf8'),
);
const size = 11;

/** From ids to the rows of a table, or to their mean; float64, so that formulas can be compared to the last digit. */
class Table extends Module implements TextModel {
  readonly takesLengths: boolean;
  readonly config: TextModel['config'] = { vocabularySize: size };
  readonly table: Parameter;
  readonly pooled: boolean;
  /** What it was called with last. */
  seen: number[] = [];

  constructor(values: readonly number[], pooled: boolean, takesLengths = false) {
    super();
    this.takesLengths = takesLengths;
    const value = tensor([...values], { shape: [size, size], dtype: 'float64' });
    this.table = new Parameter([size, size], () => value, 'float64');
    this.table.assign(value);
    this.pooled = pooled;
  }

  override forward(ids: Tensor, { mask, lengths }: TextModelOptions = {}): Tensor {
    expect(this.takesLengths ? mask : lengths).toBeUndefined();
    this.seen = Array.from(ids.dataSync());
    const states = embedding(this.table, ids);
    const padding = lengths === undefined ? mask : paddingMask(lengths, ids.shape[1] ?? 0);
    if (this.pooled) return meanPooling(states, padding);
    // What padding gives means nothing.
    return this.takesLengths && padding !== undefined
      ? where(reshape(padding, [...ids.shape, 1]), states, 1e3)
      : states;
  }
}

function check<Example>(
  name: string,
  objective: Objective<Example>,
  examples: readonly Example[],
  generator?: RandomGenerator,
): void {
  const { loss, targets, gradient } = golden[name];
  const batch = objective.batch(examples, generator);
  expect(batch.targets).toBe(targets);
  const { value, gradients } = valueAndGrad(objective.model, batch.loss);
  expect(value.item() / targets).toBeCloseTo(loss, 9);
  const [numbers = []] = [...gradients.values()].map((one) => Array.from(one.dataSync()));
  for (const [at, number] of numbers.entries())
    expect(number / targets, `gradient ${at}`).toBeCloseTo(gradient[at], 9);
}

const rows: readonly number[][] = golden.rows;
const states = (values: readonly number[] = golden.table): Table => new Table(values, false);
const pairs = [
  { anchor: [3, 1], positive: [4, 1, 5] },
  { anchor: [9, 2, 6], positive: [5, 3] },
  { anchor: [7], positive: [8, 10] },
];

describe.each([false, true])('losses and gradients equal those of PyTorch (takesLengths %s)', (takes) => {
  const pooled = (values: readonly number[] = golden.table): Table => new Table(values, true, takes);
  const states = (values: readonly number[] = golden.table): Table => new Table(values, false, takes);

  it('classification, with label smoothing', () => {
    const texts = rows.map((ids, index) => ({ ids, label: [7, 2][index] ?? 0 }));
    check('classification', classification(pooled(), { labelSmoothing: 0.1 }), texts);
  });

  it('token classification, with ignored tokens', () => {
    const labels = [
      [-100, 3, 0, -100, 2],
      [1, -100, 4],
    ];
    const texts = rows.map((ids, index) => ({ ids, labels: labels[index] ?? [] }));
    check('tokenClassification', tokenClassification(states()), texts);
  });

  it('causal language model, with and without labels of its own', () => {
    const texts = rows.map((ids) => ({ ids }));
    check('causal', causalLanguageModel(states()), texts);
    const labels = [
      [-100, -100, 4, 1, 5],
      [-100, -100, 6],
    ];
    const answers = rows.map((ids, index) => ({ ids, labels: labels[index] ?? [] }));
    check('causalLabels', causalLanguageModel(states()), answers);
  });

  it('contrastive, with and without negatives', () => {
    check('contrastive', contrastive(pooled()), pairs);
    const negatives = [[1], [2, 2], [0, 4]];
    const hard = pairs.map((pair, index) => ({ ...pair, negative: negatives[index] ?? [] }));
    check('contrastiveNegatives', contrastive(pooled()), hard);
  });

  it('distillation, of texts with labels and of tokens', () => {
    const texts = rows.map((ids, index) => ({ ids, label: [7, 2][index] ?? 0 }));
    const options = { temperature: 3, labelWeight: 0.25 };
    check('distillation', distillation(pooled(), pooled(golden.reference), options), texts);
    const tokens = { over: 'tokens', temperature: 3 } as const;
    check('distillationTokens', distillation(states(), states(golden.reference), tokens), texts);
  });

  it('preference (DPO)', () => {
    const preferences = [
      { prompt: [3, 1], chosen: [4, 2], rejected: [5, 9, 2] },
      { prompt: [7], chosen: [6, 6, 2], rejected: [8, 2] },
    ];
    check('preference', preference(states(), states(golden.reference)), preferences);
  });
});

describe('labels are moved once (position t predicts t + 1)', () => {
  const certain = Array.from({ length: size ** 2 }, (_, at) =>
    at % size === Math.floor(at / size) + 1 ? 10 : 0,
  );

  it('a model that knows the next token has next to no loss', () => {
    const objective = causalLanguageModel(states(certain));
    const { targets, loss } = objective.batch([{ ids: [0, 1, 2, 3] }]);
    // Moved twice it would be 10.0005.
    expect(loss().item() / targets).toBeCloseTo(Math.log(1 + (size - 1) * Math.exp(-10)), 9);
  });

  it('a text of one token has no target', () => {
    const objective = causalLanguageModel(states());
    expect(objective.batch([{ ids: [4] }]).targets).toBe(0);
    expect(() => trainStep(objective, new SGD(objective.model, { rate: 1 }), [[{ ids: [4] }]])).toThrow(
      OptionError,
    );
    const both = [[{ ids: [4] }], [{ ids: [4, 5] }]];
    expect(trainStep(objective, new SGD(objective.model, { rate: 0 }), both).targets).toBe(1);
  });

  it('labels that were shifted before are refused', () => {
    const objective = causalLanguageModel(states());
    expect(() => objective.batch([{ ids: [1, 2, 3], labels: [2, 3] }])).toThrow(ShapeError);
    expect(() => tokenClassification(states()).batch([{ ids: [1, 2], labels: [1] }])).toThrow(ShapeError);
  });
});

describe('masking', () => {
  it('chooses 15 % of the tokens anew each time: 80 % masks, 10 % others, 10 % unchanged', () => {
    const model = states();
    const [maskId, specialIds] = [0, [1, 2]];
    const ids = Array.from({ length: 40_000 }, (_, index) => 1 + (index % 10));
    const objective = maskedLanguageModel(model, { maskId, specialIds });
    const generator = new RandomGenerator(3);
    const { targets, loss } = objective.batch([{ ids }], generator);
    loss();
    expect(targets / 32_000).toBeGreaterThan(0.14);
    expect(targets / 32_000).toBeLessThan(0.16);
    const masks = model.seen.filter((id) => id === maskId).length;
    const changed = model.seen.filter((id, at) => id !== ids[at]).length;
    // A token at random may be [MASK], or the one that stood there.
    expect(masks / targets).toBeCloseTo(0.8 + 0.1 / size, 1);
    expect(changed / targets).toBeCloseTo(0.8 + (0.1 * (size - 1)) / size, 1);
    expect(model.seen.every((id, at) => !specialIds.includes(ids[at] ?? 0) || id === ids[at])).toBe(true);
    const first = [...model.seen];
    objective.batch([{ ids }], generator).loss();
    expect(model.seen).not.toEqual(first);
    expect(() => objective.batch([{ ids }])).toThrow(OptionError);
  });

  it('the loss is that of the chosen tokens alone', () => {
    const uniform = states(new Array(size ** 2).fill(0));
    const objective = maskedLanguageModel(uniform, { maskId: 0, specialIds: [], share: 1 });
    const { targets, loss } = objective.batch([{ ids: [3, 4, 5, 6, 7] }], new RandomGenerator(1));
    expect(loss().item() / targets).toBeCloseTo(Math.log(size), 9);
  });
});

describe('span corruption', () => {
  /** A model that keeps what it is given. */
  class Recorder extends Module {
    readonly config = { vocabularySize: 500, padId: 0, startId: 0, endId: 1 };
    pair: SequencePair | undefined;
    override forward(source: Tensor, target: Tensor): Tensor {
      this.pair = { source: Array.from(source.dataSync()), target: Array.from(target.dataSync()) };
      return tensor(new Float32Array(target.size * 500), { shape: [...target.shape, 500] });
    }
  }

  it('takes out the wanted share, and source and target together hold the text', () => {
    const sentinels = Array.from({ length: 100 }, (_, index) => 499 - index);
    const cases = fc.tuple(fc.integer({ min: 2, max: 120 }), fc.nat(1000));
    fc.assert(
      fc.property(cases, ([length, seed]) => {
        const model = new Recorder();
        const ids = Array.from({ length }, (_, index) => 2 + index);
        const objective = spanCorruption(model, { sentinelIds: sentinels });
        objective.batch([{ ids }], new RandomGenerator(seed)).loss();
        const { source = [], target = [] } = model.pair ?? {};
        // The decoder reads the target behind the start token, without its end.
        expect(target[0]).toBe(0);
        const spans = new Map<number, number[]>();
        for (const id of target.slice(1)) {
          if (id >= 400) spans.set(id, []);
          else [...spans.values()].at(-1)?.push(id);
        }
        expect(source.at(-1)).toBe(1);
        expect(source.slice(0, -1).flatMap((id) => spans.get(id) ?? [id])).toEqual(ids);
        const taken = [...spans.values()].flat().length;
        expect(taken).toBe(Math.min(Math.max(Math.round(length * 0.15), 1), length - 1));
        expect([...spans.keys()]).toEqual(sentinels.slice(0, spans.size));
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a text that needs more sentinels than there are', () => {
    const objective = spanCorruption(new Recorder(), { sentinelIds: [499], meanLength: 1 });
    const ids = Array.from({ length: 40 }, (_, index) => 2 + index);
    expect(() => objective.batch([{ ids }], new RandomGenerator(0))).toThrow(/needs 6 sentinels/);
  });
});

it('an end token that is also the padding is learned (sequence to sequence)', () => {
  const config = { vocabularySize: 5, padId: 2, startId: 0, endId: 2 };
  class Uniform extends Module {
    readonly config = config;
    override forward(_: Tensor, target: Tensor): Tensor {
      return tensor(new Float32Array(target.size * 5), { shape: [...target.shape, 5] });
    }
  }
  const pairs = [
    { source: [3], target: [4, 2] },
    { source: [3, 1], target: [2] },
  ];
  const { targets, loss } = sequenceToSequence(new Uniform()).batch(pairs);
  expect(targets).toBe(3);
  expect(loss().item()).toBeCloseTo(3 * Math.log(5), 5);
});
