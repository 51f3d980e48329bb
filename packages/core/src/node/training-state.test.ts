import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FormatError, HeedError, WeightsError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { tidy } from '../memory/scope.ts';
import { Dropout } from '../module/dropout.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { AdamW, noam, type Optimizer, SGD } from '../optimizers/index.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { encodeSafetensors } from '../weights/encode-safetensors.ts';
import { loadTrainingState, saveTrainingState } from './training-state.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-training-state-'));
});
afterAll(() => rm(folder, { recursive: true }));

class Network extends Module {
  readonly up: Linear;
  readonly down: Linear;
  readonly dropout: Dropout;

  constructor(generator: RandomGenerator, width: number) {
    super();
    this.up = new Linear(3, width);
    this.down = new Linear(width, 2, { bias: false });
    this.dropout = new Dropout(0.3, generator);
  }

  override forward(x: Tensor): Tensor {
    return this.down.forward(this.dropout.forward(this.up.forward(x)));
  }
}

interface Run {
  readonly model: Network;
  readonly optimizer: Optimizer;
  readonly generator: RandomGenerator;
  /** Items left of this epoch. */
  rest: number[];
}

type MakeOptimizer = (model: Module) => Optimizer;
const adamW: MakeOptimizer = (model) => new AdamW(model, { rate: noam({ width: 11, warmup: 5 }) });
const sgd: MakeOptimizer = (model) => new SGD(model, { rate: 0.1, momentum: 0.9 });

function newRun(seed: number, make: MakeOptimizer, width = 11): Run {
  const generator = new RandomGenerator(seed);
  const model = new Network(generator, width).initialize(generator).train();
  return { model, optimizer: make(model), generator, rest: [] };
}

function dispose({ model, optimizer }: Run): void {
  optimizer.dispose();
  model.dispose();
}

const items = [1, 2, 3, 4, 5, 6, 7].map((n) => [n / 7, -n / 3, 1 / n]);

/** One update on the next item, shuffled anew at each epoch. */
function update(run: Run): number {
  if (run.rest.length === 0) run.rest = run.generator.shuffle([...items.keys()]);
  const item = items[run.rest.pop() ?? 0] ?? [];
  return tidy(() => {
    const { value, gradients } = valueAndGrad(run.model, () => {
      const y = run.model.forward(tensor([item]));
      return sum(multiply(y, y));
    });
    run.optimizer.step(gradients);
    return value.item();
  });
}

function parameters({ model }: Run): Map<string, unknown> {
  return new Map([...model.parameters()].map(([name, { value }]) => [name, value.dataSync()]));
}

/** Everything of a run that could change. */
function snapshot(run: Run): unknown {
  const { tensors, ...rest } = run.optimizer.state();
  const slots = new Map([...tensors].map(([name, slot]) => [name, slot.dataSync()]));
  return [parameters(run), slots, rest, run.generator.state()];
}

describe.each([
  ['AdamW', adamW],
  ['SGD', sgd],
] as const)('%s', (name, make) => {
  it('10 updates equal 4, saved, loaded into fresh objects, and 6 more, bit for bit', async () => {
    const before = live();
    const path = join(folder, `${name}.safetensors`);
    const whole = newRun(5, make);
    const expected = Array.from({ length: 10 }, () => update(whole));

    const first = newRun(5, make);
    const seen = [1, 2, 3, 4].map(() => update(first));
    await saveTrainingState(path, { ...parts(first), progress: { rest: first.rest, note: 'épo\u0000que' } });
    dispose(first);

    const resumed = newRun(99, make);
    const { progress } = await loadTrainingState(path, parts(resumed));
    expect(progress).toEqual({ rest: first.rest, note: 'épo\u0000que' });
    resumed.rest = [...first.rest];
    expect(resumed.rest).toHaveLength(3);
    for (let step = 4; step < 10; step++) seen.push(update(resumed));
    expect(seen).toEqual(expected);
    expect(snapshot(resumed)).toEqual(snapshot(whole));
    dispose(resumed);
    dispose(whole);
    expect(live()).toEqual(before);
    expect((await readdir(folder)).filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });
});

function parts({ model, optimizer, generator }: Run): Omit<Run, 'rest'> {
  return { model, optimizer, generator };
}

it('the state is that of the call, though training goes on while it is written', async () => {
  const path = join(folder, 'moment.safetensors');
  const run = newRun(3, adamW);
  update(run);
  const then = snapshot(run);
  const saving = saveTrainingState(path, parts(run));
  update(run);
  await saving;
  const loaded = newRun(4, adamW);
  expect(await loadTrainingState(path, parts(loaded))).toEqual({ progress: null });
  expect(snapshot(loaded)).toEqual(then);
  dispose(run);
  dispose(loaded);
});

it('a model that was never initialised can be loaded', async () => {
  const path = join(folder, 'bare.safetensors');
  const run = newRun(3, adamW);
  await saveTrainingState(path, parts(run));
  const generator = new RandomGenerator(1);
  const model = new Network(generator, 11);
  const bare: Run = { model, optimizer: adamW(model), generator, rest: [] };
  await loadTrainingState(path, parts(bare));
  expect(parameters(bare)).toEqual(parameters(run));
  dispose(run);
  dispose(bare);
});

describe('a file that does not fit is refused by name, and nothing is loaded', () => {
  const run = newRun(8, adamW);
  const path = (): string => join(folder, 'refused.safetensors');
  beforeAll(async () => {
    update(run);
    await saveTrainingState(path(), parts(run));
  });
  afterAll(() => dispose(run));

  async function refused(file: string, other: Run): Promise<Error> {
    const before = snapshot(other);
    const alive = live();
    const error = await loadTrainingState(file, parts(other)).then(
      () => new Error('it was loaded'),
      (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
    );
    expect(snapshot(other)).toEqual(before);
    expect(live()).toEqual(alive);
    return error;
  }

  it('cut at any place', async () => {
    const bytes = await readFile(path());
    const cut = join(folder, 'cut.safetensors');
    const other = newRun(9, adamW);
    for (const length of [0, 7, 8, 100, Math.floor(bytes.length / 2), bytes.length - 1]) {
      await writeFile(cut, bytes.subarray(0, length));
      const error = await refused(cut, other);
      expect(error).toBeInstanceOf(FormatError);
      expect(error.message).toContain('cut.safetensors');
    }
    dispose(other);
  });

  it('foreign: weights only, or metadata that lies', async () => {
    const foreign = join(folder, 'foreign.safetensors');
    const other = newRun(9, adamW);
    await writeFile(foreign, await encodeSafetensors(new Map([['model.x', tensor([1])]])));
    expect((await refused(foreign, other)).message).toMatch(/is no training state: .* it has none/);
    const fields = {
      format: 'heed training state 1',
      optimizer: '{"kind":"AdamW","steps":1,"updates":{}}',
      random: '{"seed":[1,2],"position":3}',
      progress: 'null',
    };
    const lies: readonly [field: keyof typeof fields, text: string, message: RegExp][] = [
      ['format', 'heed training state 2', /expected the format "heed training state 1", it has "heed/],
      ['optimizer', '[]', /optimizer is \[\], no object/],
      ['optimizer', '{"kind":"AdamW","steps":-1,"updates":{}}', /steps are -1/],
      ['optimizer', '{"kind":"AdamW","steps":1,"updates":{"a":"1"}}', /the updates of "a" are "1"/],
      ['optimizer', '{"kind":7,"steps":1,"updates":{}}', /kind is 7/],
      ['random', '{"seed":[1,4294967296],"position":3}', /random numbers/],
      ['random', '{"seed":[1,2],"position":0.5}', /random numbers/],
      ['random', 'null', /random numbers/],
      ['progress', '{', /progress is not JSON/],
    ];
    for (const [field, text, message] of lies) {
      await writeFile(foreign, await encodeSafetensors([], { metadata: { ...fields, [field]: text } }));
      const error = await refused(foreign, other);
      expect(error).toBeInstanceOf(FormatError);
      expect(error.message).toMatch(message);
    }
    dispose(other);
  });

  it('of another model or another optimizer, with every fault at once', async () => {
    const wider = newRun(9, adamW, 13);
    const error = await refused(path(), wider);
    expect(error).toBeInstanceOf(WeightsError);
    for (const name of ['model: up.weight', 'model: up.bias', 'model: down.weight']) {
      expect(error.message).toContain(`${name} is float32`);
    }
    expect(error.message).toContain(
      'optimizer: secondMoment.down.weight is float32 [2, 11], expected float32 [2, 13]',
    );
    dispose(wider);

    const other = newRun(9, sgd);
    const mixed = await refused(path(), other);
    expect(mixed.message).toContain('optimizer: it is the state of AdamW');
    expect(mixed.message).toContain('optimizer: momentum.up.weight is missing');
    expect(mixed.message).toContain('optimizer: firstMoment.up.weight is extra');
    expect(mixed.message).not.toContain('model:');
    dispose(other);
  });

  it('or is not there: the file system’s own ENOENT, by which a first run is known', async () => {
    const other = newRun(9, adamW);
    const error = await refused(join(folder, 'nowhere.safetensors'), other);
    expect(error).toMatchObject({ code: 'ENOENT' });
    dispose(other);
  });
});

it('progress that JSON cannot hold is refused by its place, and the former file stays', async () => {
  const path = join(folder, 'progress.safetensors');
  const run = newRun(2, sgd);
  await saveTrainingState(path, { ...parts(run), progress: [1] });
  const bytes = await readFile(path);
  const before = live();
  for (const wrong of [{ a: [Number.NaN] }, { a: [undefined] }, { a: [new Date(0)] }, { a: [() => 1] }]) {
    const saving = saveTrainingState(path, { ...parts(run), progress: wrong });
    await expect(saving).rejects.toThrow(HeedError);
    await expect(saving).rejects.toThrow(/^progress\.a\[0\] is /);
  }
  expect(await readFile(path)).toEqual(bytes);
  expect(live()).toEqual(before);
  dispose(run);
});
