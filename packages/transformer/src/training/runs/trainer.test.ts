import {
  AdamW,
  cpu,
  live,
  OptionError,
  RandomGenerator,
  SGD,
  use,
  ValueError,
  WeightsError,
} from '@heed/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Gpt2, HfConfig, readGpt2Config } from '../../models/index.ts';
import {
  batched,
  type CausalText,
  causalLanguageModel,
  evaluateLoss,
  jsonLinesLog,
  memoryStore,
  progressLine,
  type RunStore,
  Trainer,
  type TrainerOptions,
  trainingBatches,
} from '../index.ts';

beforeAll(() => use(cpu));

const config = readGpt2Config(
  new HfConfig({
    ...{ vocab_size: 13, n_embd: 6, n_layer: 1, n_head: 2, n_positions: 11 },
    resid_pdrop: 0.2,
  }),
);
const texts: readonly CausalText[] = Array.from({ length: 7 }, (_, row) => ({
  ids: Array.from({ length: 3 + (row % 4) }, (_, at) => (row * 5 + at * 3) % 13),
}));

interface Run {
  readonly trainer: Trainer<CausalText>;
  readonly weights: () => number[];
  readonly dispose: () => void;
}

function newRun(options: Partial<TrainerOptions<CausalText>> = {}, seed = 1): Run {
  const generator = new RandomGenerator(seed);
  const model = new Gpt2(config).initialize(generator);
  const objective = causalLanguageModel(model);
  const optimizer = new AdamW(model, { rate: 0.01 });
  const held = () => batched(texts.slice(0, 2), { length: objective.length, examples: 8 });
  const trainer = new Trainer({
    objective,
    optimizer,
    batches: trainingBatches(() => texts, { length: objective.length, tokens: 12, seed, pool: 5 }),
    steps: 10,
    generator,
    accumulate: 2,
    clipNorm: 1,
    evaluation: { every: 4, measure: async () => ({ loss: await evaluateLoss(objective, held()) }) },
    ...options,
  });
  return {
    trainer,
    weights: () => [...model.parameters().values()].flatMap(({ value }) => Array.from(value.dataSync())),
    dispose: () => {
      optimizer.dispose();
      model.dispose();
    },
  };
}

/** A store that fails at the `n`-th write, as a process that is killed there. */
function failing(store: RunStore, count: number): RunStore {
  let left = count;
  return {
    ...store,
    write: async (name, content) => {
      if (left-- === 0) throw new Error('killed');
      await store.write(name, content);
    },
  };
}

async function textOf(store: RunStore, name: string): Promise<string> {
  const source = await store.open(name);
  return new TextDecoder().decode(await source?.read(0, source.size));
}

describe('a run that is interrupted', () => {
  it('after any update ends with the same bits, and a log without gaps or doubles', async () => {
    const whole = newRun();
    const stored = memoryStore();
    const { best } = await newRun({ store: stored, observers: [jsonLinesLog(stored)] }).trainer.run();
    await whole.trainer.run();
    const expected = whole.weights();
    for (const stop of [1, 4, 7]) {
      const store = memoryStore();
      const controller = new AbortController();
      const stopper = {
        onStep: ({ step }: { step: number }) => (step === stop ? controller.abort() : undefined),
      };
      const observers = [jsonLinesLog(store)];
      const first = newRun({ store, observers: [...observers, stopper], signal: controller.signal });
      expect(await first.trainer.run()).toMatchObject({ steps: stop, reason: 'interrupted' });
      const second = newRun({ store, observers });
      expect(await second.trainer.run()).toEqual({ steps: 10, reason: 'all steps done', best });
      expect(second.weights()).toEqual(expected);
      const log = (text: string): object[] =>
        text
          .trim()
          .split('\n')
          .map((line) => ({ ...JSON.parse(line), seconds: 0 }));
      expect(log(await textOf(store, 'log.jsonl'))).toEqual(log(await textOf(stored, 'log.jsonl')));
    }
  });

  it('in the middle of a save goes on from the one before', async () => {
    const whole = newRun();
    await whole.trainer.run();
    for (const write of [0, 1, 2, 3, 4]) {
      const store = memoryStore();
      await expect(newRun({ store: failing(store, write), saveEvery: 3 }).trainer.run()).rejects.toThrow(
        'killed',
      );
      const again = newRun({ store, saveEvery: 3 });
      await again.trainer.run();
      expect(again.weights()).toEqual(whole.weights());
    }
  });

  it('when it is done, is done; the best model comes back', async () => {
    const store = memoryStore();
    const run = newRun({ store });
    const result = await run.trainer.run();
    const weights = run.weights();
    const again = newRun({ store });
    expect(await again.trainer.run()).toEqual(result);
    expect(again.weights()).toEqual(weights);
    await again.trainer.restoreBest();
    expect(again.weights()).toEqual(weights);
    expect(result.best?.step).toBe(10);
  });
});

describe('early stopping', () => {
  it('ends after so many evaluations without a better one, also when it goes on', async () => {
    const store = memoryStore();
    let calls = 0;
    const measure = (): { score: number } => ({ score: [1, 3, 2, 2, 9][calls++] ?? 0 });
    const evaluation = { every: 1, measure, by: 'score', best: 'highest', patience: 2 } as const;
    const run = newRun({ store, evaluation });
    const result = { steps: 4, reason: 'no better for long', best: { step: 2, value: 3 } };
    expect(await run.trainer.run()).toEqual(result);
    const before = run.weights();
    expect(await newRun({ store, evaluation }).trainer.run()).toEqual(result);
    await run.trainer.restoreBest();
    expect(run.weights()).not.toEqual(before);
  });

  it('an evaluation that lacks the figure is refused', async () => {
    const evaluation = { every: 1, measure: () => ({ accuracy: 1 }) };
    await expect(newRun({ evaluation }).trainer.run()).rejects.toThrow(/judged by loss, and gave accuracy/);
  });
});

describe('frozen parameters', () => {
  it('are neither trained nor saved', async () => {
    const store = memoryStore();
    const make = (): Run & { readonly model: Gpt2 } => {
      const generator = new RandomGenerator(3);
      const model = new Gpt2(config).initialize(generator);
      model.freeze('transformer.wte.**', 'transformer.h.*.attn.**');
      const objective = causalLanguageModel(model);
      const optimizer = new SGD(model, { rate: 0.1, momentum: 0.9 });
      const batches = trainingBatches(() => texts, { length: objective.length, tokens: 20, seed: 3 });
      const trainer = new Trainer({ objective, optimizer, batches, steps: 4, generator, store });
      return {
        model,
        trainer,
        weights: () => Array.from(model.transformer.wte.weight.value.dataSync()),
        dispose: () => model.dispose(),
      };
    };
    const run = make();
    const before = run.weights();
    await run.trainer.run();
    expect(run.weights()).toEqual(before);
    const source = await store.open('last.safetensors');
    const header = new TextDecoder().decode(await source?.read(8, 3000));
    expect(header).toContain('transformer.wpe');
    expect(header).not.toContain('transformer.wte');
    const again = make();
    await again.trainer.run();
    expect(again.model.transformer.lnF.weight.value.dataSync()).toEqual(
      run.model.transformer.lnF.weight.value.dataSync(),
    );
  });
});

it('leaves no tensor behind', async () => {
  const alive = live();
  for (let round = 0; round < 3; round++) {
    const run = newRun({ store: memoryStore(), steps: 3 });
    await run.trainer.run();
    run.dispose();
  }
  expect(live()).toEqual(alive);
});

it('closes what the data are read from', async () => {
  let open = 0;
  const batches = async function* () {
    open += 1;
    try {
      for (const text of texts) yield [text];
    } finally {
      open -= 1;
    }
  };
  await newRun({ batches, steps: 3, accumulate: 1 }).trainer.run();
  expect(open).toBe(0);
});

describe('what cannot be', () => {
  it('data without examples, options out of range, the state of another model', async () => {
    await expect(newRun({ batches: async function* () {} }).trainer.run()).rejects.toThrow(ValueError);
    expect(() => newRun({ steps: 0 })).toThrow(OptionError);
    expect(() => newRun({ evaluation: { every: 0.5, measure: () => ({}) } })).toThrow(OptionError);
    const misspelt = { steps: 3, stepss: 3 };
    expect(() => newRun(misspelt)).toThrow(/unknown option stepss/);
    const store = memoryStore();
    await newRun({ store, steps: 1 }).trainer.run();
    const other = new Gpt2({ ...config, layers: 2, scales: [1, 1] }).initialize(new RandomGenerator(0));
    const objective = causalLanguageModel(other);
    const trainer = new Trainer({
      objective,
      optimizer: new AdamW(other, { rate: 1 }),
      batches: trainingBatches(() => texts, { length: objective.length, tokens: 20, seed: 0 }),
      steps: 2,
      generator: new RandomGenerator(0),
      store,
    });
    await expect(trainer.run()).rejects.toThrow(WeightsError);
  });
});

it('the progress line tells update, loss, speed and time left', async () => {
  const lines: string[] = [];
  await newRun({
    steps: 4,
    observers: [progressLine((line) => lines.push(line), { every: 2 })],
  }).trainer.run();
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(
    /^update 2\/4 {2}epoch 0 {2}loss \d\.\d{3} {2}norm .* targets\/s {2}0 m 0\d s left$/,
  );
  expect(lines[2]).toMatch(/^update 4: loss \d\.\d{4}, the best so far$/);
  expect(lines[3]).toBe('all steps done');
});
