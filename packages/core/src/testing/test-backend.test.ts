import { describe, expect, it, vi } from 'vitest';
import type { Backend, Kernel } from '../backend/backend.ts';
import { createReferenceBackend } from '../backend/reference.ts';
import { allocate, type TypedArray } from '../dtype.ts';
import { BackendError, DTypeError, OptionError } from '../errors.ts';
import { sizeOf } from '../shape.ts';
import { checkBackend, type Dispatches, type TestBackendOptions, testBackend } from './index.ts';

type TypedKernel = Kernel<TypedArray>;
type TypedBackend = Backend<TypedArray>;

/** Runs tests against a backend, all of them or those whose names match, and returns the messages of those that failed. */
async function failures(
  backend: Backend | (() => Backend | Promise<Backend>),
  wanted: RegExp = /./,
  options?: TestBackendOptions,
): Promise<Map<string, string>> {
  const tests: [string, () => Promise<void>][] = [];
  testBackend(
    backend,
    { describe: (_, body) => body(), it: (name, body) => void tests.push([name, body]) },
    options,
  );
  const failed = new Map<string, string>();
  for (const [name, body] of tests.filter(([one]) => wanted.test(one))) {
    await body().catch((error: unknown) => failed.set(name, String(error)));
  }
  return failed;
}

/** The reference with kernels of its own or other functions. */
function backendWith(
  kernels: Readonly<Record<string, (own: TypedBackend) => TypedKernel>>,
  others: (own: TypedBackend) => Partial<TypedBackend> = () => ({}),
): TypedBackend {
  const own = createReferenceBackend();
  return {
    ...own,
    ...others(own),
    kernels: new Map(Object.entries(kernels).map(([name, make]) => [name, make(own)])),
  };
}

/** An exponential that is right, up to what `change` makes of each element. */
const exponential =
  (change: (value: number) => number): ((own: TypedBackend) => TypedKernel) =>
  (own) =>
  ([x], _, [output]) => {
    if (x === undefined || output === undefined || x.dtype !== 'float32') return undefined;
    const y = allocate('float32', sizeOf(output.shape));
    x.buffer.forEach((value: number, index: number) => {
      y[index] = change(Math.exp(value));
    });
    return [own.upload(y, output)];
  };

/** A kernel that gives zeros. */
const zeros =
  (own: TypedBackend): TypedKernel =>
  (_, __, outputs) =>
    outputs.map((output) => own.upload(allocate(output.dtype, sizeOf(output.shape)), output));

describe('testBackend', () => {
  it('ends a backend that it made, and no other', async () => {
    let ended = 0;
    const dispose = (): void => {
      ended += 1;
    };
    const make = async (): Promise<Backend> =>
      backendWith({ exp: exponential((value) => value) }, () => ({ dispose }));
    expect(await failures(make, /^exp|every kernel/)).toEqual(new Map());
    expect(ended).toBe(1);
    const given = await make();
    expect(await failures(given, /^exp|every kernel/)).toEqual(new Map());
    expect(ended).toBe(1);
  });

  it.each([
    ['an error of 1e-4', exponential((value) => value * 1.0001), /output 0, element \d+ at \[\d, \d\]: exp/],
    ['NaN', exponential((value) => (value > 5 ? Number.NaN : value)), /got NaN/],
    ['a lost NaN', exponential((value) => (Number.isNaN(value) ? 0 : value)), /expected NaN, got 0/],
    ['a lost ∞', exponential((value) => Math.min(value, 3e38)), /expected Infinity/],
  ])('notices %s', async (_, kernel, message) => {
    const failed = await failures(backendWith({ exp: kernel }), /^(exp|sin): /);
    const messages = [...failed].filter(([name]) => name.startsWith('exp: ')).map(([, text]) => text);
    expect(messages.some((text) => message.test(text))).toBe(true);
    expect([...failed.keys()].filter((name) => name.startsWith('sin: '))).toEqual([]);
  });

  it('names the op, its inputs and the first wrong element', async () => {
    const failed = await failures(
      backendWith({ add: zeros }),
      /^add: (a column|special pairs)$|^add in int32$/,
    );
    expect(failed.get('add: special pairs')).toBe(
      'ValueError: add (special pairs) of float32 [8], float32 [8]: output 0, element 0: expected -3, got 0',
    );
    expect(failed.get('add: a column')).toMatch(
      /^ValueError: add \(a column\) of float32 \[5, 3\], float32 \[5, 1\]: output 0, element 0 at \[0, 0\]: /,
    );
    expect(failed.get('add in int32')).toMatch(/^ValueError: add \(equal shapes\) of int32 \[5, 3\], int32/);
  });

  it('notices an output of the wrong length', async () => {
    const short =
      (own: TypedBackend): TypedKernel =>
      (_, __, [output]) =>
        output && [own.upload(new Float32Array(1), output)];
    const failed = await failures(backendWith({ tanh: short }), /^tanh: tanh \[/);
    expect(failed.get('tanh: tanh [3, 7]')).toMatch(/1 numbers for the shape \[3, 7\]/);
  });

  it('notices a buffer that stays behind', async () => {
    const leaky =
      (own: TypedBackend): TypedKernel =>
      ([x], _, [output]) => {
        if (x === undefined || output === undefined) return undefined;
        own.upload(x.buffer, x);
        return undefined;
      };
    const failed = await failures(backendWith({ exp: leaky }), /^(exp|cos): |^model/);
    expect(failed.get('exp: exp [3, 7]')).toMatch(/leak: \d+ buffers more than before/);
    expect(failed.has('cos: cos [3, 7]')).toBe(false);
    const growing = await failures(backendWith({ softmax: leaky, add: leaky }), /^memory|20 steps/);
    expect(growing.get('memory is the same in each of 100 rounds')).toMatch(
      /bytes in round 3, \d+ in the se/,
    );
    expect(growing.get('model: 20 steps of training')).toMatch(/after step 2/);
  });

  it('notices a kernel that is never used, unless it is excused', async () => {
    const never = (): TypedKernel => () => undefined;
    const failed = await failures(backendWith({ exp: never, tahn: never }), /^exp: |every kernel/);
    expect([...failed]).toEqual([
      ['every kernel serves a sample', expect.stringMatching(/served no sample: exp, tahn$/)],
    ]);
    const excused = { unreached: ['exp'] };
    expect(await failures(backendWith({ exp: never }), /^exp: |every kernel/, excused)).toEqual(new Map());
  });

  it('notices an id outside its table', async () => {
    const failed = await failures(backendWith({ classMask: zeros }), /refuses the id/);
    expect(failed.get('classMask refuses the id 5 of a table of 5')).toMatch(
      /id 5 was taken for a table of 5/,
    );
    expect(failed.has('gather refuses the id 5 of a table of 5')).toBe(false);
  });

  it('notices memory that is shared where it should be copied, and numbers that change on the way', async () => {
    const share =
      (own: TypedBackend): TypedBackend['upload'] =>
      (data, spec) => {
        own.upload(data, spec);
        return data;
      };
    const own = /^(every element type|upload)/;
    const sharing = await failures(
      backendWith({}, (one) => ({ upload: share(one) })),
      own,
    );
    expect(sharing.has('every element type comes back as it went')).toBe(true);
    const lent = await failures(
      backendWith({}, () => ({ download: async (buffer) => buffer })),
      own,
    );
    expect(lent.has('upload and download copy')).toBe(true);
    const rounding = await failures(
      backendWith({}, (one) => ({
        upload: (data, spec) => one.upload(data instanceof Int32Array ? data.map(Math.fround) : data, spec),
      })),
      own,
    );
    expect(rounding.get('every element type comes back as it went')).toMatch(/expected 2147483647/);
  });

  it('takes a refusal of float64 that names it, and of no type that all must hold', async () => {
    const refusing = (refused: string, error: new (text: string) => Error) => (own: TypedBackend) => ({
      upload: (data: TypedArray, spec: Parameters<TypedBackend['upload']>[1]): TypedArray => {
        if (spec.dtype === refused) throw new error(`this backend does not hold ${refused}`);
        return own.upload(data, spec);
      },
    });
    const types = /^every element|^(exp|add|transpose) in/;
    expect(await failures(backendWith({}, refusing('float64', DTypeError)), types)).toEqual(new Map());
    expect(await failures(backendWith({}, refusing('float64', BackendError)), types)).toEqual(new Map());
    expect((await failures(backendWith({}, refusing('float64', Error)), types)).size).toBe(4);
    const integers = await failures(backendWith({}, refusing('int32', DTypeError)), types);
    expect([...integers.keys()]).toEqual([
      'every element type comes back as it went',
      'add in int32',
      'transpose in int32',
    ]);
  });

  it('notices reads that end with their tensor, and a kernel that is wrong in large work only', async () => {
    const buffers = new Set<TypedArray>();
    const late = await failures(
      backendWith({}, (own) => ({
        download: async (buffer) => {
          await Promise.resolve();
          return buffers.has(buffer)
            ? new Float32Array(3)
            : own.download(buffer, { shape: [3], dtype: 'float32' });
        },
        release: (buffer) => {
          buffers.add(buffer);
          own.release(buffer);
        },
      })),
      /^reads in flight/,
    );
    expect(late.get('reads in flight survive their tensors')).toMatch(/read 0 of 4 at once: expected 1,2,3/);
    const forgetful =
      (own: TypedBackend): TypedKernel =>
      (inputs, attributes, outputs) =>
        sizeOf(outputs[0]?.shape ?? []) > 1000 ? zeros(own)(inputs, attributes, outputs) : undefined;
    const large = await failures(backendWith({ gelu: forgetful }), /gelu/);
    expect([...large.keys()]).toEqual(['threads: gelu, large']);
  });

  it('notices gradients and whole models that are wrong', async () => {
    const failed = await failures(
      backendWith({ rmsNormGradient: zeros, geluGradient: zeros }),
      /^model|^rmsN/,
    );
    expect([...failed.keys()]).toEqual([
      'model: an encoder',
      'model: a decoder',
      'model: 20 steps of training',
      'rmsNorm: [3, 7]',
      'rmsNorm: by hand',
      'rmsNorm in float64',
    ]);
    expect(failed.get('model: a decoder')).toMatch(/gradient of tokens.weight, element \d+ at/);
    expect(failed.get('model: 20 steps of training')).toMatch(/step \d+: expected the loss [\d.]+, got/);
  });
});

describe('skip', () => {
  it('leaves tests out by name or by op, and prints why', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const ran: string[] = [];
    const left: string[] = [];
    const declare = Object.assign((name: string) => void ran.push(name), {
      skip: (name: string) => void left.push(name),
    });
    const skip = { exp: 'no exponential yet', 'sin: sin of nothing': 'empty arrays crash' };
    testBackend(createReferenceBackend(), { describe: (_, body) => body(), it: declare }, { skip });
    expect(left.filter((name) => name.includes('empty arrays crash'))).toEqual([
      'sin: sin of nothing (skipped: empty arrays crash)',
    ]);
    expect(left.length).toBe(6);
    expect(ran.filter((name) => name.startsWith('exp'))).toEqual([
      expect.stringMatching(/^expandDims/),
      ...ran.filter((name) => name.startsWith('expandDims')).slice(1),
    ]);
    expect(warn.mock.calls.flat()).toContain(
      'backend cpu: skipped "sin: sin of nothing": empty arrays crash',
    );
    expect(warn).toHaveBeenCalledTimes(6);
    warn.mockRestore();
  });

  it('refuses unknown names, empty reasons, and options that do not exist', () => {
    const runner = { describe: () => {}, it: () => {} };
    const skipping = (skip: Record<string, string>) => () =>
      testBackend(createReferenceBackend(), runner, { skip });
    expect(skipping({ 'expp: nothing': 'no' })).toThrow(OptionError);
    expect(skipping({ 'expp: nothing': 'no' })).toThrow(/"expp: nothing", which is no test and no op/);
    expect(skipping({ exp: ' ' })).toThrow(/"exp" needs a reason/);
    const wrong = { tolerence: 1 } as object;
    expect(() => testBackend(createReferenceBackend(), runner, wrong)).toThrow(/unknown option tolerence/);
    expect(() => testBackend(createReferenceBackend(), runner, { tolerance: 0 })).toThrow(/between 0 and 1/);
  });
});

it('allows as much as tolerance says', async () => {
  const backend = (): Backend => backendWith({ exp: exponential((value) => value * 1.0001) });
  expect((await failures(backend(), /^exp: /)).size).toBeGreaterThan(0);
  expect(await failures(backend(), /^exp: /, { tolerance: 1e-3 })).toEqual(new Map());
});

it('checkBackend tells what came of each test, and how each op ran', async () => {
  let coverage: ReadonlyMap<string, Dispatches> = new Map();
  const { passed, skipped, failed } = await checkBackend(
    backendWith({ exp: exponential((value) => value), tanh: zeros }),
    {
      skip: { 'cos: cos [3, 7]': 'only to see it' },
      report: (told) => {
        coverage = told;
      },
    },
  );
  expect(skipped).toEqual([{ name: 'cos: cos [3, 7]', reason: 'only to see it' }]);
  expect(failed.map(({ name }) => name)).toContain('tanh: tanh [3, 7]');
  expect(failed.filter(({ name }) => !/tanh|gelu|linear in/.test(name))).toEqual([]);
  expect(failed.every(({ error }) => error instanceof Error)).toBe(true);
  expect(passed).toContain('exp: exp [3, 7]');
  expect(passed.length).toBeGreaterThan(600);

  expect(coverage.get('exp')?.kernel).toBeGreaterThan(0);
  expect(coverage.get('exp')?.types.get('float64')).toMatchObject({ kernel: 0, decomposed: 0 });
  expect(coverage.get('exp')?.types.get('float32')).toMatchObject({ reference: 0, decomposed: 0 });
  expect(coverage.get('sin')).toMatchObject({ kernel: 0, decomposed: 0 });
  expect(coverage.get('sin')?.reference).toBeGreaterThan(0);
  expect(coverage.get('softmax')).toMatchObject({ kernel: 0, reference: 0 });
  expect(coverage.get('softmax')?.decomposed).toBeGreaterThan(0);
});
