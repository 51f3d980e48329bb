import {
  AdamW,
  type Backend,
  cpu,
  live,
  type Module,
  type Optimizer,
  SGD,
  type TypedArray,
  use,
} from '@heed/core';
import { afterEach, describe, expect, it } from 'vitest';
import { BertForSequenceClassification, Gpt2, Llama, Mixtral, T5 } from '../models/index.ts';
import { fromPretrained } from '../node/index.ts';
import {
  attachLora,
  causalLanguageModel,
  classification,
  type Objective,
  planMemory,
  sequenceToSequence,
  trainStep,
} from './index.ts';

const folder = new URL('../../../../fixtures/models/', import.meta.url);
afterEach(() => use(cpu));

/** The reference backend with a note of the most bytes at once. */
function watched(): {
  readonly backend: Backend<TypedArray>;
  readonly peak: () => number;
  readonly reset: () => void;
} {
  const base = cpu.memory().bytes;
  let peak = 0;
  const noted = <Value>(value: Value): Value => {
    peak = Math.max(peak, cpu.memory().bytes - base);
    return value;
  };
  return {
    backend: {
      ...cpu,
      upload: (data, spec) => noted(cpu.upload(data, spec)),
      runReference: (...given) => noted(cpu.runReference?.(...given) ?? []),
    },
    peak: () => peak,
    reset: () => {
      peak = 0;
    },
  };
}

const adamW = (model: Module): Optimizer => new AdamW(model, { rate: 1e-3 });

async function compare<Example>(
  name: string,
  objectiveOf: (model: Module) => Objective<Example>,
  examples: readonly Example[],
  optimizer: (model: Module) => Optimizer = adamW,
): Promise<{ readonly planned: number; readonly measured: number }> {
  const { backend, peak, reset } = watched();
  use(backend);
  const { model } = await fromPretrained(new URL(name, folder).pathname);
  const objective = objectiveOf(model);
  const before = [...model.parameters().values()].map(({ value }) => value);
  const alive = live();
  const plan = planMemory(objective, examples, { optimizer });
  expect([...model.parameters().values()].map(({ value }) => value)).toEqual(before);
  expect(live()).toEqual(alive);
  expect(plan.parameters + plan.optimizer + plan.step).toBe(plan.peak);
  const used = optimizer(model.train());
  reset();
  for (let step = 0; step < 2; step++) trainStep(objective, used, [examples], { clipNorm: 1e-9 });
  used.dispose();
  const measured = peak();
  model.dispose();
  return { planned: plan.peak, measured };
}

const row = (length: number, seed: number): number[] =>
  Array.from({ length }, (_, at) => 3 + ((seed * 7 + at * 5) % 90));
const texts = [23, 19, 29, 17].map((length, seed) => ({ ids: row(length, seed) }));

function only<Model extends Module>(model: Module, kind: new (...given: never[]) => Model): Model {
  if (model instanceof kind) return model;
  throw new Error(`${model.constructor.name} is not ${kind.name}`);
}

describe('the plan of a step is within a tenth of what it takes', () => {
  it('GPT-2 and Llama', async () => {
    for (const { planned, measured } of [
      await compare('gpt2', (model) => causalLanguageModel(only(model, Gpt2)), texts),
      await compare('llama-tied', (model) => causalLanguageModel(only(model, Llama)), texts),
    ]) {
      expect(planned / measured).toBeGreaterThan(0.9);
      expect(planned / measured).toBeLessThan(1.1);
    }
  });

  it('BERT with plain SGD, and without padding, and T5', async () => {
    const labelled = texts.map(({ ids }, label) => ({ ids: ids.map((id) => id % 30), label: label % 3 }));
    const pairs = texts.map(({ ids }) => ({ source: ids, target: ids.slice(0, 7) }));
    const sgd = (model: Module): Optimizer => new SGD(model, { rate: 0.1 });
    for (const { planned, measured } of [
      await compare(
        'bert-sequence',
        (model) => classification(only(model, BertForSequenceClassification)),
        labelled.map(({ ids, label }) => ({ ids: ids.slice(0, 15), label })),
        sgd,
      ),
      await compare(
        'bert-sequence',
        (model) => classification(only(model, BertForSequenceClassification)),
        labelled.map(({ ids, label }) => ({ ids: ids.slice(0, [5, 15, 3, 8][label] ?? 2), label })),
      ),
      await compare('t5', (model) => sequenceToSequence(only(model, T5)), pairs),
    ]) {
      expect(planned / measured).toBeGreaterThan(0.9);
      expect(planned / measured).toBeLessThan(1.1);
    }
  });
});

describe('the plan knows how a model is trained', () => {
  const causal = (model: Module): Objective<{ ids: readonly number[] }> => {
    if (model instanceof Llama || model instanceof Mixtral) {
      return causalLanguageModel(model);
    }
    throw new Error(model.constructor.name);
  };
  const compressed = (model: Module): Optimizer => new AdamW(model, { rate: 1e-3, stateType: 'int8' });
  const corrected = (model: Module): Objective<{ ids: readonly number[] }> => {
    const objective = causal(model);
    attachLora(model, { targets: ['**.qProj', '**.downProj'], rank: 2 });
    if (model instanceof Llama) for (const block of model.model.layers) block.recompute();
    return objective;
  };

  it.each([
    ['mixtral', 'experts', causal, adamW],
    ['mixtral', 'experts, 8-bit state', causal, compressed],
    ['qwen3', 'LoRA', corrected, adamW],
    ['llama-untied', 'LoRA and checkpointing, 8-bit state', corrected, compressed],
  ] as const)('%s: %s', async (name, _, objectiveOf, optimizer) => {
    const { planned, measured } = await compare(
      name,
      objectiveOf,
      texts.map(({ ids }) => ({ ids: ids.map((id) => id % 90) })),
      optimizer,
    );
    expect(planned / measured).toBeGreaterThan(0.9);
    expect(planned / measured).toBeLessThan(1.1);
  });
});

describe('gradient checkpointing', () => {
  it('gives LoRA the same losses: what the first block reads needs no gradient, and is kept', async () => {
    const run = async (recompute: boolean): Promise<number[]> => {
      const { model } = await fromPretrained(new URL('llama-untied', folder).pathname);
      const llama = only(model, Llama);
      attachLora(llama, { targets: ['**.qProj'], rank: 2 });
      if (recompute) for (const block of llama.model.layers) block.recompute();
      const optimizer = new AdamW(llama.train(), { rate: 0.05 });
      const objective = causalLanguageModel(llama);
      const losses = Array.from({ length: 3 }, () => trainStep(objective, optimizer, [texts]).loss);
      optimizer.dispose();
      llama.dispose();
      return losses;
    };
    const plain = await run(false);
    expect(await run(true)).toEqual(plain);
    expect(plain[2]).toBeLessThan(plain[0] ?? 0);
  });

  it('takes less memory, as planned, and gives the same numbers, dropout included', async () => {
    const run = async (recompute: boolean): Promise<{ peak: number; planned: number; numbers: number[] }> => {
      const { backend, peak, reset } = watched();
      use(backend);
      const { model } = await fromPretrained(new URL('gpt2', folder).pathname);
      const gpt2 = only(model, Gpt2);
      if (recompute) for (const block of gpt2.transformer.h) block.recompute();
      const objective = causalLanguageModel(gpt2);
      const long = texts.map(({ ids }) => ({ ids: [...ids, ...ids] }));
      const planned = planMemory(objective, long, { optimizer: adamW }).peak;
      const optimizer = adamW(gpt2.train());
      reset();
      for (let step = 0; step < 2; step++) trainStep(objective, optimizer, [long]);
      const numbers = [...gpt2.parameters().values()].flatMap(({ value }) => Array.from(value.dataSync()));
      optimizer.dispose();
      model.dispose();
      return { peak: peak(), planned, numbers };
    };
    const [plain, spared] = [await run(false), await run(true)];
    expect(spared.numbers).toEqual(plain.numbers);
    expect(spared.peak).toBeLessThan(0.75 * plain.peak);
    expect(Math.abs(spared.planned / spared.peak - 1)).toBeLessThan(0.1);
  });
});
