import { afterEach, describe, expect, it, vi } from 'vitest';
import { DTypeError, type HeedError, OptionError, ShapeError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { add } from '../ops/add.ts';
import { cast } from '../ops/cast.ts';
import { multiply } from '../ops/multiply.ts';
import { reshape } from '../ops/reshape.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { Linear } from './linear.ts';
import { Module } from './module.ts';
import { isObserved, isWatched, type Observer, observe, type Passage, passBy } from './observe.ts';

/** Adds 1 and doubles, with a point between: x → 2 (x + 1). */
class Step extends Module {
  override get observationPoints(): readonly string[] {
    return ['middle'];
  }

  override forward(x: Tensor): Tensor {
    return multiply(passBy(this, 'middle', add(x, 1)), 2);
  }
}

class Chain extends Module {
  readonly steps: readonly Step[] = [new Step(), new Step()];
  readonly shared: Step | undefined = this.steps[1];

  override forward(x: Tensor): Tensor {
    return this.steps.reduce((state, step) => step.forward(state), x);
  }
}

const one = tensor([1]);
const run = (model: Chain): number => model.forward(one).item();
const times = (factor: number): Observer => {
  return (value) => multiply(value, factor);
};
const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('observe', () => {
  it('reads outputs and points in the order in which they pass, and changes no bit', () => {
    const model = new Chain();
    const seen: [string, number][] = [];
    const read: Observer = (value, { path }) => void seen.push([path, value.item()]);
    expect(observe(model, { '**': read }, () => run(model))).toBe(10);
    expect(seen).toEqual([
      ['steps.0.middle', 2],
      ['steps.0', 4],
      ['steps.1.middle', 5],
      ['steps.1', 10],
      ['', 10],
    ]);
  });

  it('replaces what observers return, one after the other', () => {
    const model = new Chain();
    expect(observe(model, { 'steps.0': times(0) }, () => run(model))).toBe(2);
    expect(observe(model, { 'steps.0': times(3), '*.0': (x) => add(x, 1) }, () => run(model))).toBe(28);
  });

  it.each([
    ['', ['']],
    ['*', ['shared']],
    ['steps.*', ['steps.0', 'steps.1']],
    ['steps.*.mid*', ['steps.0.middle', 'steps.1.middle']],
    ['**.middle', ['steps.0.middle', 'steps.1.middle']],
    ['steps.**', ['steps.0.middle', 'steps.0', 'steps.1.middle', 'steps.1']],
    ['**.steps.0.**.middle', ['steps.0.middle']],
    ['shared', ['shared']],
  ])("matches '%s'", (pattern, paths) => {
    const model = new Chain();
    const seen: string[] = [];
    const read: Observer = (_, { path }) => void seen.push(path);
    observe(model, { [pattern]: read }, () => run(model));
    expect(seen).toEqual(paths);
  });

  it('counts the passages of a path within one observe', () => {
    const model = new Chain();
    const seen: Passage[] = [];
    const read: Observer = (_, passage) => void seen.push(passage);
    const twice = (): void => {
      observe(model, { 'steps.1': read, 'steps.*': () => {} }, () => [run(model), run(model)]);
    };
    twice();
    expect(seen).toEqual([
      { path: 'steps.1', call: 0 },
      { path: 'steps.1', call: 1 },
    ]);
    twice();
    expect(seen.at(-1)?.call).toBe(1);
  });

  it('tells a module whether a point is worth computing', () => {
    const model = new Chain();
    const [first = new Step()] = model.steps;
    expect(isObserved(first, 'middle')).toBe(false);
    observe(model, { 'steps.*.middle': () => {} }, () => {
      expect(isObserved(first, 'middle')).toBe(true);
      expect(isObserved(first, 'other')).toBe(false);
      expect(isObserved(new Step(), 'middle')).toBe(false);
    });
  });

  it('tells a module whether anything of its model is observed', () => {
    const model = new Chain();
    const [first = new Step()] = model.steps;
    expect(isWatched(first)).toBe(false);
    observe(model, { 'steps.1': () => {} }, () => {
      expect([isWatched(model), isWatched(first), isWatched(new Step())]).toEqual([true, true, false]);
    });
    expect(isWatched(model)).toBe(false);
  });

  it('lets gradients through replaced values', () => {
    const model = new Linear(1, 1).initialize(new RandomGenerator(1));
    const { gradients } = observe(model, { '': times(7) }, () =>
      valueAndGrad(model, () => sum(model.forward(tensor([[3]])))),
    );
    expect(gradients.get('weight')?.item()).toBe(21);
  });
});

describe('nested observe', () => {
  it('lets the inner observers see a value first, the outer ones what these let pass', () => {
    const model = new Chain();
    const seen: [string, number][] = [];
    const read =
      (who: string): Observer =>
      (value) =>
        void seen.push([who, value.item()]);
    const output = observe(model, { 'steps.0': read('outer') }, () =>
      observe(model, { 'steps.0': times(10) }, () =>
        observe(model, { 'steps.0': read('inner') }, () => run(model)),
      ),
    );
    expect(seen).toEqual([
      ['inner', 4],
      ['outer', 40],
    ]);
    expect(output).toBe(82);
    expect(run(model)).toBe(10);
  });

  it('gives each its own paths', () => {
    const model = new Chain();
    const [first = new Step()] = model.steps;
    const seen: string[] = [];
    const read: Observer = (_, { path }) => void seen.push(path);
    observe(model, { 'steps.0': read }, () => observe(first, { middle: read, '': read }, () => run(model)));
    expect(seen).toEqual(['middle', '', 'steps.0']);
  });

  it('does not observe what an observer computes', () => {
    const model = new Chain();
    const seen: number[] = [];
    const again: Observer = (value) => void seen.push(model.forward(value).item());
    observe(model, { '**': again }, () => observe(model, { '': again }, () => run(model)));
    expect(seen).toHaveLength(6);
  });
});

describe('errors', () => {
  it.each([
    ['steps.7', /near it: steps\.0, steps\.1/],
    ['step.0', /near it: steps\.0/],
    ['**.midle', /near it: steps\.0\.middle, steps\.1\.middle/],
    ['middle', /near it: shared\.middle, steps\.0\.middle/],
    ['steps.0.middel', /near it: steps\.0\.middle/],
    ['xyzzy', /there is: .*steps\.0, steps\.0\.middle/],
  ])("names the paths near '%s', which fits none", (pattern, message) => {
    const observed = (): unknown => observe(new Chain(), { [pattern]: () => {} }, () => {});
    expect(observed).toThrow(OptionError);
    expect(observed).toThrow(message);
  });

  it.each<[string, Observer, new (message: string) => HeedError, string]>([
    [
      'shape',
      (x) => reshape(x, [1, 1]),
      ShapeError,
      "float32 [1] passes 'steps.0', its observer returned shape",
    ],
    ['type', (x) => cast(x, 'float64'), DTypeError, "'steps.0', its observer returned float64"],
  ])('names the path of a replacement of another %s', (_, observer, kind, message) => {
    const model = new Chain();
    const observed = (): unknown => observe(model, { 'steps.0': observer }, () => run(model));
    expect(observed).toThrow(kind);
    expect(observed).toThrow(message);
    expect(run(model)).toBe(10);
  });

  it('refuses what is no tensor', () => {
    const model = new Chain();
    const observed = (value: unknown): unknown =>
      Reflect.apply(observe, undefined, [model, { '': () => value }, () => run(model)]);
    expect(() => observed(3)).toThrow(OptionError);
    expect(() => observed(Promise.resolve())).toThrow(/promise/);
  });

  it('is over after an observer, the function or its promise has failed', async () => {
    const model = new Chain();
    const fail = (): never => {
      throw new RangeError('no');
    };
    expect(() => observe(model, { 'steps.0': fail }, () => run(model))).toThrow(RangeError);
    expect(() => observe(model, { 'steps.0': times(0) }, fail)).toThrow(RangeError);
    await expect(
      observe(model, { 'steps.0': fail }, async () => {
        await pause(1);
        return run(model);
      }),
    ).rejects.toThrow(RangeError);
    expect(isObserved(model, '')).toBe(false);
    expect(run(model)).toBe(10);
  });
});

describe('asynchronous calls that run together', () => {
  it('each have their own observers, and others none', async () => {
    const model = new Chain();
    const slow = (before: number, after: number) => async (): Promise<number[]> => {
      await pause(before);
      const first = run(model);
      await pause(after);
      return [first, run(model)];
    };
    const results = await Promise.all([
      observe(model, { 'steps.0': times(2) }, slow(5, 20)),
      slow(10, 1)(),
      observe(model, { 'steps.0': times(3) }, () => observe(model, { '': times(10) }, slow(1, 5))),
    ]);
    expect(results).toEqual([
      [18, 18],
      [10, 10],
      [260, 260],
    ]);
    expect(run(model)).toBe(10);
  });

  it('leave no observer to what they did not wait for', async () => {
    const model = new Chain();
    const late = await observe(model, { 'steps.0': times(2) }, async () => {
      const later = pause(5).then(() => run(model));
      return { later, now: run(model) };
    });
    expect(late.now).toBe(18);
    expect(await observe(model, { '': times(10) }, () => late.later)).toBe(10);
  });
});

describe('without AsyncLocalStorage, as in browsers', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  async function browser(): Promise<typeof import('../index.ts')> {
    vi.stubGlobal('process', undefined);
    vi.resetModules();
    return await import('../index.ts');
  }

  it('observes an asynchronous call to its end, and calls of other models with their own', async () => {
    const core = await browser();
    const make = (): InstanceType<typeof core.Dropout> => new core.Dropout(0.5);
    const [a, b] = [make(), make()];
    const double = { '': (value: Tensor) => core.multiply(value, 2) };
    const slow = (model: typeof a, wait: number) => async (): Promise<number> => {
      await pause(wait);
      return model.forward(core.tensor([3])).item();
    };
    // a ends first, although b began later.
    const results = await Promise.all([
      core.observe(a, double, slow(a, 1)),
      core.observe(b, double, slow(b, 10)),
    ]);
    expect(results).toEqual([6, 6]);
    expect(await slow(a, 0)()).toBe(3);
    expect(core.isObserved(a, '')).toBe(false);
  });

  it('nests, synchronous in asynchronous, and refuses to mix with a call that has not ended', async () => {
    const core = await browser();
    const model = new core.Dropout(0.5);
    const double = { '': (value: Tensor) => core.multiply(value, 2) };
    const forward = (): number => model.forward(core.tensor([3])).item();
    expect(core.observe(model, double, () => core.observe(model, double, forward))).toBe(12);
    const pending = core.observe(model, double, () =>
      core.observe(model, double, async () => {
        await pause(5);
        return forward();
      }),
    );
    expect(() => core.observe(model, double, forward)).toThrow(core.LifetimeError);
    expect(() => core.observe(model, double, forward)).toThrow('await it first');
    expect(await pending).toBe(12);
    expect(core.observe(model, double, forward)).toBe(6);
  });
});
