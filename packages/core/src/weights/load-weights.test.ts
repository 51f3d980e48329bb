import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FormatError, LifetimeError, OptionError, ValueError, WeightsError } from '../errors.ts';
import { valueAndGrad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { zerosInitializer } from '../module/initializers.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { Parameter } from '../module/parameter.ts';
import { add } from '../ops/add.ts';
import { multiply } from '../ops/multiply.ts';
import { sum } from '../ops/sum.ts';
import { tensor } from '../ops/tensor.ts';
import { SGD } from '../optimizers/index.ts';
import { RandomGenerator } from '../random/index.ts';
import { encodeSafetensors, type SafetensorsEntries } from './encode-safetensors.ts';
import { joinBytes } from './join-bytes.ts';
import { loadWeights } from './load-weights.ts';
import { openSafetensors } from './safetensors.ts';
import { saveWeights, weightChunks } from './save-weights.ts';
import type { WeightArray } from './weight-array.ts';

class Table extends Module {
  readonly weight: Parameter;

  constructor(weight: Parameter = new Parameter([3, 2], zerosInitializer)) {
    super();
    this.weight = weight;
  }

  override forward(): void {}
}

class Body extends Module {
  readonly wte = new Table();
  readonly cFc = new Linear(2, 5);

  override forward(): void {}
}

/** Names as GPT-2 has them: `transformer.wte.weight`, `transformer.c_fc.weight`, `lm_head.weight`. */
class Language extends Module {
  readonly transformer = new Body();
  readonly lmHead: Table;

  constructor({ tie }: { readonly tie: boolean }) {
    super();
    this.lmHead = tie ? new Table(this.transformer.wte.weight) : new Table();
  }

  override forward(): void {}
}

const array = (shape: readonly number[], ...data: readonly number[]): WeightArray => ({
  type: 'F32',
  shape,
  data: Float32Array.from(
    { length: shape.reduce((a, b) => a * b, 1) },
    (_, at) => data[at % data.length] ?? 0,
  ),
});

const table = array([3, 2], 1, 2, 3, 4, 5, 6);
const body: readonly (readonly [string, WeightArray])[] = [
  ['transformer.c_fc.weight', array([5, 2], 0.5, -1, 7)],
  ['transformer.c_fc.bias', array([5], 0.25)],
];
const wte = ['transformer.wte.weight', table] as const;
const head = ['lm_head.weight', table] as const;

const file = async (...entries: readonly (readonly [string, WeightArray])[]) => {
  const source = await openSafetensors(await encodeSafetensors(entries));
  return Object.assign(source, { name: 'model.safetensors' });
};

async function problemsOf(loading: Promise<unknown>): Promise<string[]> {
  const error: unknown = await loading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(WeightsError);
  return error instanceof Error ? error.message.split('\n  ') : [];
}

const numbers = (parameter: Parameter): number[] => [...parameter.value.dataSync()];

// Whatever a test does, what it leaves alive is counted and must be what its models hold.
let models: Module[] = [];
const language = (options = { tie: true }): Language => {
  const model = new Language(options);
  models.push(model);
  return model;
};
let before = live();
beforeEach(() => {
  before = live();
});
afterEach(() => {
  for (const model of models) model.dispose();
  models = [];
  expect(live()).toEqual(before);
});

describe('a tied head', () => {
  it.each([
    ['only wte', [wte]],
    ['only lm_head', [head]],
    ['both, equal', [wte, head]],
  ] as const)('%s: one buffer', async (_, entries) => {
    const model = language();
    const report = await loadWeights(model, await file(...body, ...entries));
    expect(report).toEqual({ loaded: 3, missing: [], extra: [] });
    expect(model.lmHead.weight).toBe(model.transformer.wte.weight);
    expect(numbers(model.lmHead.weight)).toEqual([1, 2, 3, 4, 5, 6]);

    // A step on one is a step on the other.
    const loss = () => [...model.parameters().values()].map((one) => sum(one)).reduce((a, b) => add(a, b));
    const { value, gradients } = valueAndGrad(model, loss);
    new SGD(model, { rate: 0.5 }).step(gradients);
    for (const one of [value, ...gradients.values()]) one.dispose();
    expect(numbers(model.transformer.wte.weight)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
    expect(numbers(model.lmHead.weight)).toEqual(numbers(model.transformer.wte.weight));

    // Saved once, and loaded again.
    const saved = await openSafetensors(await saveWeights(model));
    expect([...saved.entries.keys()].sort()).toEqual([
      'transformer.c_fc.bias',
      'transformer.c_fc.weight',
      'transformer.wte.weight',
    ]);
    expect(saved.metadata.format).toBe('pt');
    const again = language();
    await loadWeights(again, saved);
    expect(numbers(again.lmHead.weight)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
  });

  it('both, different: an error with the largest difference', async () => {
    const other = ['lm_head.weight', array([3, 2], 1, 2.5, 3, 4, 5, 4)] as const;
    const model = language();
    await expect(problemsOf(loadWeights(model, await file(...body, wte, other)))).resolves.toEqual([
      'model.safetensors: transformer.wte.weight and lm_head.weight are one parameter in the model, but differ by up to 2',
    ]);
    expect(model.lmHead.weight.isReady).toBe(false);
  });

  it('both, different by the sign of zero or in width alone: equal', async () => {
    const zeros = ['transformer.wte.weight', array([3, 2], 0)] as const;
    const half: WeightArray = { type: 'F16', shape: [3, 2], data: new Uint16Array(6).fill(0x8000) };
    await loadWeights(language(), await file(...body, zeros, ['lm_head.weight', half]));
  });

  it('none: both names are missing', async () => {
    expect(await problemsOf(loadWeights(language(), await file(...body)))).toEqual([
      'model.safetensors does not fit Language:',
      'missing: transformer.wte.weight or lm_head.weight',
    ]);
  });

  it('not tied and no head: the head is missing', async () => {
    expect(await problemsOf(loadWeights(language({ tie: false }), await file(...body, wte)))).toEqual([
      'model.safetensors does not fit Language:',
      'missing: lm_head.weight',
    ]);
  });
});

describe('names and shapes', () => {
  it('lists all that does not fit before any weight is read', async () => {
    const source = await file(
      ['transformer.c_fc.weight', array([2, 5], 1)],
      ['transformer.c_fc.bias', { type: 'I64', shape: [5], data: new BigInt64Array(5) }],
      ['transformer.h.0.extra', array([1], 1)],
      ['position_ids', array([1], 1)],
    );
    let reads = 0;
    source.read = async () => {
      reads++;
      throw new Error('read');
    };
    const model = language();
    expect(await problemsOf(loadWeights(model, source))).toEqual([
      'model.safetensors does not fit Language:',
      'misshaped: transformer.c_fc.weight is [2, 5], expected [5, 2]',
      'of another type: transformer.c_fc.bias is I64, which does not become float32',
      'missing: transformer.wte.weight or lm_head.weight',
      'extra: position_ids',
      'extra: transformer.h.0.extra',
    ]);
    expect(reads).toBe(0);
    expect([...model.parameters().values()].some((parameter) => parameter.isReady)).toBe(false);
  });

  it('not strict: reports what is left over, and still refuses a shape', async () => {
    const model = language().initialize(new RandomGenerator(1));
    const report = await loadWeights(model, await file(wte, ['more', array([1], 1)]), { strict: false });
    expect(report).toEqual({
      loaded: 1,
      missing: ['transformer.c_fc.weight', 'transformer.c_fc.bias'],
      extra: ['more'],
    });
    expect(numbers(model.lmHead.weight)).toEqual([1, 2, 3, 4, 5, 6]);
    const wrong = await file(['lm_head.weight', array([2, 3], 1)]);
    expect(await problemsOf(loadWeights(model, wrong, { strict: false }))).toHaveLength(2);
  });

  it.each([
    ['in the file and the module', new Language({ tie: true }), [...body, wte]],
    [
      'in the module alone',
      new Language({ tie: true }),
      [...body, wte].map(([name, value]) => [name.replace('transformer.', ''), value] as const),
    ],
    ['in the file alone', new Body(), [...body, wte]],
  ] as const)('a prefix that is there or not: %s', async (_, model, entries) => {
    for (const prefix of ['transformer', 'transformer.']) {
      expect((await loadWeights(model, await file(...entries), { prefix })).loaded).toBe(3);
    }
    model.dispose();
  });

  it('two names that come to one are an error', async () => {
    const source = await file(...body, wte, ['wte.weight', table]);
    expect(await problemsOf(loadWeights(language(), source, { prefix: 'transformer' }))).toEqual([
      'model.safetensors does not fit Language:',
      'twice: transformer.wte.weight and wte.weight are both wte.weight',
    ]);
  });

  it('rename maps names and leaves some out', async () => {
    const model = language();
    const source = await file(...body, ['tok_embeddings.weight', table], ['rope.freqs', array([4], 1)]);
    const names: Readonly<Record<string, string>> = { 'tok_embeddings.weight': 'transformer.wte.weight' };
    const rename = (name: string) => (name.startsWith('rope.') ? undefined : (names[name] ?? name));
    expect((await loadWeights(model, source, { rename })).extra).toEqual([]);
    const back = (name: string) => (name === 'transformer.wte.weight' ? 'tok_embeddings.weight' : name);
    const saved = await openSafetensors(await saveWeights(model, { rename: back }));
    expect(saved.entries.has('tok_embeddings.weight')).toBe(true);
    await expect(saveWeights(model, { rename: () => 'x' })).rejects.toThrow(FormatError);
  });

  it('refuses what is no file, and says where paths go', async () => {
    const load = (weights: unknown): Promise<unknown> => loadWeights(new Linear(2, 2), weights as never);
    await expect(load('model.safetensors')).rejects.toThrow(
      /got "model.safetensors"; loadWeightsFile of @heed\/core\/node/,
    );
    for (const weights of [null, undefined, 5, {}]) await expect(load(weights)).rejects.toThrow(OptionError);
  });

  it('refuses options it does not know', async () => {
    // @ts-expect-error: an option that does not exist
    await expect(loadWeights(language(), await file(), { stict: false })).rejects.toThrow(OptionError);
    // @ts-expect-error: an option that does not exist
    await expect(saveWeights(language(), { type: 'float16' })).rejects.toThrow(OptionError);
  });
});

describe('numbers', () => {
  const halves = (type: 'F16' | 'BF16', bits: number): SafetensorsEntries =>
    [...body, wte].map(([name, { shape, data }]) => [
      name,
      { type, shape, data: new Uint16Array(data.length).fill(bits) },
    ]);

  it.each([
    ['F16', 0x2e66, 0.0999755859375],
    ['BF16', 0x3dcd, 0.10009765625],
    ['BF16', 0x0001, 2 ** -133],
  ] as const)('%s %i becomes float32 exactly', async (type, bits, value) => {
    const model = language();
    await loadWeights(model, await encodeSafetensors(halves(type, bits)));
    for (const parameter of model.parameters().values()) {
      expect(parameter.value.dtype).toBe('float32');
      expect(new Set(numbers(parameter))).toEqual(new Set([value]));
    }
  });

  it.each([
    ['NaN', 'F32', Number.NaN],
    ['infinite', 'F32', -Infinity],
  ] as const)('%s weights are refused by name, and the model stays as it was', async (_, type, value) => {
    const model = language().initialize(new RandomGenerator(3));
    const old = new Map([...model.parameters()].map(([path, parameter]) => [path, numbers(parameter)]));
    const bias: WeightArray = { type, shape: [5], data: new Float32Array([0, 0, 0, value, 0]) };
    const source = await file(...body.slice(0, 1), wte, ['transformer.c_fc.bias', bias]);
    await expect(loadWeights(model, source)).rejects.toThrow(ValueError);
    await expect(loadWeights(model, source)).rejects.toThrow(
      `model.safetensors: tensor "transformer.c_fc.bias" has the value ${value} at place 3`,
    );
    for (const [path, parameter] of model.parameters()) expect(numbers(parameter)).toEqual(old.get(path));
    await loadWeights(model, source, { allowNonFinite: true });
    expect(numbers(model.transformer.cFc.bias ?? new Parameter([], zerosInitializer))[3]).toBe(value);
    await expect(saveWeights(model)).rejects.toThrow(ValueError);
    await expect(saveWeights(model)).rejects.toThrow(
      '"transformer.c_fc.bias" is NaN or infinite as F32 at place 3',
    );
    await saveWeights(model, { allowNonFinite: true });
  });

  it.each([
    ['F16', 0x7e00],
    ['F16', 0xfc00],
    ['BF16', 0x7fc0],
    ['BF16', 0x7f80],
  ] as const)('%s %i is refused as well', async (type, bits) => {
    const bytes = await encodeSafetensors(halves(type, bits));
    await expect(loadWeights(language(), bytes)).rejects.toThrow(ValueError);
  });

  it('a weight that float16 cannot hold is refused by name', async () => {
    const model = language();
    await loadWeights(model, await file(...body, ['lm_head.weight', array([3, 2], 1, 70_000)]));
    await expect(saveWeights(model, { dtype: 'float16' })).rejects.toThrow(
      '"transformer.wte.weight" is NaN or infinite as F16 at place 1',
    );
    expect((await openSafetensors(await saveWeights(model, { dtype: 'bfloat16' }))).entries.size).toBe(3);
  });

  it('half of the bytes with float16, and the same numbers after another round', async () => {
    const model = language().initialize(new RandomGenerator(5));
    const bytes = await saveWeights(model, { dtype: 'float16' });
    const again = language();
    await loadWeights(again, bytes);
    expect(await saveWeights(again, { dtype: 'float16' })).toEqual(bytes);
    const single = await saveWeights(again);
    expect((await openSafetensors(single)).entries.get('lm_head.weight')).toBe(undefined);
    await loadWeights(again, single);
    expect(await saveWeights(again)).toEqual(single);
  });

  it('saves the values of one moment, while training goes on', async () => {
    const model = language().initialize(new RandomGenerator(5));
    const expected = await saveWeights(model);
    const pieces: Uint8Array[] = [];
    for await (const piece of weightChunks(model)) {
      pieces.push(piece);
      model.initialize(new RandomGenerator(pieces.length));
    }
    expect(joinBytes(pieces)).toEqual(expected);
  });

  it('a model without weights cannot be saved', async () => {
    await expect(saveWeights(language())).rejects.toThrow(LifetimeError);
  });
});

describe('a long load', () => {
  it('tells how far it is', async () => {
    const heard: number[] = [];
    const onProgress = ({ loaded, total }: { readonly loaded: number; readonly total: number }) => {
      heard.push(loaded / total);
    };
    await loadWeights(language(), await file(...body, wte), { onProgress });
    expect(heard).toEqual([5 / 21, 15 / 21, 1]);
  });

  it('ends when it is told to, and leaves nothing behind', async () => {
    const model = language().initialize(new RandomGenerator(7));
    const held = live();
    const old = numbers(model.lmHead.weight);
    const ending = new AbortController();
    const onProgress = () => ending.abort(new Error('enough'));
    const source = await file(...body, wte);
    await expect(loadWeights(model, source, { onProgress, signal: ending.signal })).rejects.toThrow('enough');
    expect(numbers(model.lmHead.weight)).toEqual(old);
    expect(live()).toEqual(held);
  });

  it('returns to the first figure after 100 rounds', async () => {
    const source = await file(...body, wte);
    for (let round = 0; round < 100; round++) {
      const model = new Language({ tie: true });
      await loadWeights(model, source);
      model.dispose();
    }
    expect(live()).toEqual(before);
  });

  it('leaves what runs beside it alone', async () => {
    const x = tensor([2]);
    const loading = loadWeights(language(), await file(...body, wte));
    const y = multiply(x, x);
    await loading;
    expect(y.item()).toBe(4);
    y.dispose();
    x.dispose();
  });
});
