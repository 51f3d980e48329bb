import {
  add,
  cast,
  concat,
  type DType,
  grad,
  matmul,
  multiply,
  RandomGenerator,
  reshape,
  slice,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { gradcheck } from '@heed/core/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstDifference, worstDifferences } from '../../../../fixtures/compare.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { LinearAttentionState } from '../caches/linear-state.ts';
import { paddingMask } from '../masks/padding.ts';
import {
  eluPlusOne,
  type LinearAttentionOptions,
  linearAttention,
  linearAttentionWeights,
} from './linear-attention.ts';

/** Output and gradients beside those of the golden file. */
function goldenError(name: string, options: LinearAttentionOptions): number {
  const golden = readGolden(`mechanisms/${name}.safetensors`);
  const given = (key: string, dtype: DType = 'float64'): Tensor => {
    const { data = [], shape = [] } = golden.get(key) ?? {};
    return tensor(Array.from(data), { shape, dtype });
  };
  const run = (q?: Tensor, k?: Tensor, v?: Tensor): Tensor =>
    linearAttention(q as Tensor, k as Tensor, v as Tensor, options);
  const inputs = [given('queries'), given('keys'), given('values')];
  const loss = (...x: Tensor[]): Tensor => sum(multiply(run(...x), given('grad_output')));
  const names = ['grad.queries', 'grad.keys', 'grad.values'];
  const gradients = grad(loss)(...inputs).map((gradient, at): [string, Tensor] => [
    names[at] ?? '',
    gradient,
  ]);
  return worstDifferences(new Map([['output', run(...inputs)], ...gradients]), golden);
}

parity(
  {
    mechanism: 'Linear attention (bidirectional)',
    paper: 'Katharopoulos et al. 2020',
    file: 'mechanisms/linear-attention.ts',
    reference: 'float64 NumPy loops from the paper; gradients PyTorch 2.15',
    tolerance: 1e-12,
  },
  () => goldenError('linear-bidirectional', { mask: paddingMask([11, 8], 11) }),
);

parity(
  {
    mechanism: 'Linear attention (causal)',
    paper: 'Katharopoulos et al. 2020',
    file: 'mechanisms/linear-attention.ts',
    reference: 'float64 NumPy loops from the paper; gradients PyTorch 2.15',
    tolerance: 1e-12,
  },
  () => Math.max(...[1, 2, 4, 64].map((chunk) => goldenError('linear-causal', { causal: true, chunk }))),
);

describe('eluPlusOne', () => {
  it('is as PyTorch computes it, gradients included', () => {
    const golden = readGolden('mechanisms/elu-plus-one.safetensors');
    const { data = [], shape = [] } = golden.get('x') ?? {};
    const x = tensor(Array.from(data), { shape, dtype: 'float64' });
    const upstream = tensor(Array.from(golden.get('grad_output')?.data ?? []), { shape, dtype: 'float64' });
    const [dx] = grad((y) => sum(multiply(eluPlusOne(y), upstream)))(x);
    const computed = new Map([
      ['output.f64', eluPlusOne(x)],
      ['grad.x.f64', dx ?? x],
    ]);
    expect(worstDifferences(computed, golden)).toBeLessThan(1e-14);
  });

  it('neither overflows nor loses its slope at 0', () => {
    const [slope] = grad((x) => sum(eluPlusOne(x)))(tensor([-1e4, 0, 1e4]));
    expect([...eluPlusOne(tensor([-1e4, 0, 1e4])).dataSync()]).toEqual([0, 1, 10_001]);
    expect([...(slope?.dataSync() ?? [])]).toEqual([0, 1, 1]);
  });
});

const seed = fc.integer({ min: 1, max: 999 });
const length = fc.integer({ min: 0, max: 9 });
const chunk = fc.integer({ min: 1, max: 5 });
const rows = (x: Tensor, start: number, end: number): Tensor => slice(x, { axis: 2, start, end });

/** Queries, keys and values of 2 rows and 3 heads. */
function drawn(from: number, queries: number, keys = queries): [Tensor, Tensor, Tensor] {
  const generator = new RandomGenerator(from);
  const draw = (count: number, width: number): Tensor =>
    cast(generator.normal([2, 3, count, width]), 'float64');
  return [draw(queries, 4), draw(keys, 4), draw(keys, 5)];
}

describe('laws', () => {
  it('equals its weights times the values, for all lengths', () => {
    fc.assert(
      fc.property(seed, length, length, chunk, fc.boolean(), (from, queries, keys, size, causal) => {
        const [q, k, v] = drawn(from, queries, keys);
        const mask = paddingMask([keys, keys >> 1], keys);
        const weights = linearAttentionWeights(q, k, { causal, mask });
        const ours = linearAttention(q, k, v, { causal, mask, chunk: size });
        expect(worstDifference(ours, matmul(weights, v))).toBeLessThan(1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it('parallel equals recurrent: cut anywhere, with a state, it gives the same', () => {
    fc.assert(
      fc.property(
        seed,
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 5 }),
        chunk,
        (from, cuts, size) => {
          const total = cuts.reduce((all, cut) => all + cut, 0);
          const [q, k, v] = drawn(from, total);
          using state = new LinearAttentionState();
          const parts = cuts.map((cut) => {
            const at = state.position;
            const [a, b, c] = [rows(q, at, at + cut), rows(k, at, at + cut), rows(v, at, at + cut)];
            return linearAttention(a, b, c, { causal: true, state, chunk: size });
          });
          expect(state.position).toBe(total);
          const whole = linearAttention(q, k, v, { causal: true, chunk: size });
          if (parts.length > 0)
            expect(worstDifference(concat(parts, { axis: 2 }), whole)).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('sees nothing of the future when causal, NaN or not', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 8 }), chunk, (from, known, size) => {
        const [q, k, v] = drawn(from, 9);
        const junk = (x: Tensor): Tensor =>
          concat([rows(x, 0, known), add(multiply(rows(x, known, 9), 0), Number.NaN)], { axis: 2 });
        const run = (a: Tensor, b: Tensor): Tensor => linearAttention(q, a, b, { causal: true, chunk: size });
        expect(worstDifference(rows(run(junk(k), junk(v)), 0, known), rows(run(k, v), 0, known))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('treats a padded batch as its rows alone, NaN in the padding or not, gradients included', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 7 }), fc.boolean(), (from, kept, causal) => {
        const [q, k, v] = drawn(from, 7);
        const second = (x: Tensor): Tensor => slice(x, { axis: 0, start: 1 });
        const loss = (mask?: Tensor) => (a?: Tensor, b?: Tensor, c?: Tensor) =>
          sum(rows(linearAttention(a as Tensor, b as Tensor, c as Tensor, { causal, mask }), 0, kept));
        const short = [q, k, v].map((x) => rows(second(x), 0, kept));
        const dirty = (x: Tensor): Tensor =>
          concat([rows(x, 0, kept), add(multiply(rows(x, kept, 7), 0), Number.NaN)], { axis: 2 });
        const padded = [q, dirty(k), dirty(v)].map(second);
        const alone = grad(loss())(...short);
        const batched = grad(loss(paddingMask([kept], 7)))(...padded);
        for (const [at, gradient] of batched.entries()) {
          expect(worstDifference(rows(gradient, 0, kept), alone[at] as Tensor)).toBeLessThan(1e-12);
          expect(
            worstDifference(
              rows(gradient, kept, 7),
              multiply(zeros(rows(gradient, kept, 7).shape, 'float64'), 0),
            ),
          ).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('passes gradcheck', () => {
    const [q, k, v] = drawn(5, 5);
    for (const causal of [false, true]) {
      const run = (a?: Tensor, b?: Tensor, c?: Tensor): Tensor =>
        linearAttention(a as Tensor, b as Tensor, c as Tensor, { causal, chunk: 2 });
      gradcheck(run, [q, k, v], { directions: 9 });
    }
  });

  it('gives zeros, with zero gradients, to a row with nothing to attend to', () => {
    const [q, k, v] = drawn(3, 4);
    const mask = paddingMask([0, 4], 4);
    const first = (x: Tensor): Tensor => slice(x, { axis: 0, end: 1 });
    for (const causal of [false, true]) {
      const out = first(linearAttention(q, k, v, { causal, mask }));
      expect(worstDifference(out, multiply(out, 0))).toBe(0);
      const [dq] = grad((x) => sum(first(linearAttention(x, k, v, { causal, mask }))))(q);
      expect(dq?.dataSync().every((value) => value === 0)).toBe(true);
    }
  });

  it('a visible NaN is not swallowed', () => {
    const [q, k, v] = drawn(3, 4);
    const junk = reshape(multiply(k, Number.NaN), k.shape);
    expect(linearAttention(q, junk, v).dataSync().every(Number.isNaN)).toBe(true);
  });
});
