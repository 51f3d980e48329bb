import { describe, expect, it } from 'vitest';
import type { Backend, Kernel } from '../backend/backend.ts';
import { cpu, createReferenceBackend } from '../backend/reference.ts';
import { allocate, type TypedArray } from '../dtype.ts';
import { sizeOf } from '../shape.ts';
import { type Dispatches, type TestBackendOptions, testBackend } from './index.ts';

type TypedKernel = Kernel<TypedArray>;
type TypedBackend = Backend<TypedArray>;

testBackend(cpu, { describe, it });

/** Runs all tests against a backend and returns the messages of those that failed, by name. */
async function failures(
  backend: Backend | (() => Backend | Promise<Backend>),
  options?: TestBackendOptions,
): Promise<Map<string, string>> {
  const tests: [string, () => Promise<void>][] = [];
  testBackend(
    backend,
    { describe: (_, body) => body(), it: (name, body) => void tests.push([name, body]) },
    options,
  );
  const failed = new Map<string, string>();
  for (const [name, body] of tests) {
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

describe('testBackend notices', () => {
  it('nothing on a right backend, however it is made, and ends what it made', async () => {
    let ended = 0;
    const dispose = (): void => {
      ended += 1;
    };
    const make = async (): Promise<Backend> =>
      backendWith({ exp: exponential((value) => value) }, () => ({ dispose }));
    expect(await failures(make)).toEqual(new Map());
    expect(ended).toBe(1);
    const given = await make();
    expect(await failures(given)).toEqual(new Map());
    expect(ended).toBe(1);
  });

  it.each([
    ['an error of 1e-4', exponential((value) => value * 1.0001), /output 0, element \d+: expected/],
    ['NaN', exponential((value) => (value > 5 ? Number.NaN : value)), /got NaN/],
    ['a lost NaN', exponential((value) => (Number.isNaN(value) ? 0 : value)), /expected NaN, got 0/],
    ['a lost ∞', exponential((value) => Math.min(value, 3e38)), /expected Infinity/],
  ])('%s', async (_, kernel, message) => {
    const failed = await failures(backendWith({ exp: kernel }));
    const messages = [...failed].filter(([name]) => name.startsWith('exp: ')).map(([, text]) => text);
    expect(messages.some((text) => message.test(text))).toBe(true);
    expect([...failed.keys()].filter((name) => name.startsWith('sin: '))).toEqual([]);
  });

  it('an output of the wrong length', async () => {
    const short =
      (own: TypedBackend): TypedKernel =>
      (_, __, [output]) =>
        output && [own.upload(new Float32Array(1), output)];
    const failed = await failures(backendWith({ tanh: short }));
    expect(failed.get('tanh: tanh [3, 7]')).toMatch(/1 numbers for the shape \[3, 7\]/);
  });

  it('a buffer that stays behind', async () => {
    const leaky =
      (own: TypedBackend): TypedKernel =>
      ([x], _, [output]) => {
        if (x === undefined || output === undefined) return undefined;
        own.upload(x.buffer, x);
        return undefined;
      };
    const failed = await failures(backendWith({ exp: leaky }));
    expect(failed.get('exp: exp [3, 7]')).toMatch(/leak: \d+ buffers more than before/);
    expect(failed.has('cos: cos [3, 7]')).toBe(false);
  });

  it('a kernel that is never used, unless it is excused', async () => {
    const never = (): TypedKernel => () => undefined;
    const failed = await failures(backendWith({ exp: never, tahn: never }));
    expect([...failed]).toEqual([
      ['every kernel serves a sample', expect.stringMatching(/served no sample: exp, tahn$/)],
    ]);
    expect(await failures(backendWith({ exp: never }), { unreached: ['exp'] })).toEqual(new Map());
  });

  it('an id outside its table', async () => {
    const trusting =
      (own: TypedBackend): TypedKernel =>
      (_, __, [output]) =>
        output && [own.upload(allocate(output.dtype, sizeOf(output.shape)), output)];
    const failed = await failures(backendWith({ classMask: trusting }));
    expect(failed.get('classMask refuses the id 5 of a table of 5')).toMatch(
      /id 5 was taken for a table of 5/,
    );
    expect(failed.has('gather refuses the id 5 of a table of 5')).toBe(false);
  });

  it('memory that is shared where it should be copied, and numbers that change on the way', async () => {
    const share =
      (own: TypedBackend): TypedBackend['upload'] =>
      (data, spec) => {
        own.upload(data, spec);
        return data;
      };
    const sharing = await failures(backendWith({}, (own) => ({ upload: share(own) })));
    expect(sharing.has('every element type comes back as it went')).toBe(true);
    const lent = await failures(backendWith({}, () => ({ download: async (buffer) => buffer })));
    expect(lent.has('upload and download copy')).toBe(true);
    const rounding = await failures(
      backendWith({}, (own) => ({
        upload: (data, spec) => own.upload(data instanceof Int32Array ? data.map(Math.fround) : data, spec),
      })),
    );
    expect(rounding.get('every element type comes back as it went')).toMatch(/expected 2147483647/);
  });
});

it('tells how each op ran', async () => {
  let coverage: ReadonlyMap<string, Dispatches> = new Map();
  await failures(backendWith({ exp: exponential((value) => value) }), {
    report: (told) => {
      coverage = told;
    },
  });
  expect(coverage.get('exp')).toMatchObject({ decomposed: 0 });
  expect(coverage.get('exp')?.kernel).toBeGreaterThan(0);
  expect(coverage.get('sin')).toMatchObject({ kernel: 0, decomposed: 0 });
  expect(coverage.get('sin')?.reference).toBeGreaterThan(0);
  expect(coverage.get('softmax')).toMatchObject({ kernel: 0, reference: 0 });
  expect(coverage.get('softmax')?.decomposed).toBeGreaterThan(0);
});
