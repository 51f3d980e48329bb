import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpu } from '../backend/reference.ts';
import { grad } from '../gradient/grad.ts';
import { live } from '../memory/live.ts';
import { Scope } from '../memory/scope.ts';
import * as ops from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';
import { gradcheck, gradcheckSecondOrder, type Sample, samples } from './index.ts';
import { checkReading, readAll } from './reading.ts';
import { Draw, ofFloats, onBackend, runSample, weightedSum } from './sample.ts';
import { watchBackend } from './watch-backend.ts';

type Named = readonly [name: string, sample: Sample];
const named = (some: readonly Sample[]): Named[] => some.map((one) => [`${one.op}: ${one.name}`, one]);
const differentiable = samples.filter((sample) => sample.differentiable !== false);

it('no name is used twice', () => {
  const names = named(samples).map(([name]) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

describe('values known from elsewhere', () => {
  const known = samples.filter(({ expected }) => expected !== undefined);
  describe.each(['float32', 'float64'] as const)('in %s', (dtype) => {
    it.each(named(known))('%s', async (_, sample) => {
      const { outputs, gradients } = runSample(sample, cpu, dtype);
      for (const x of gradients) x.dispose();
      const [first] = await readAll('output', outputs);
      const right = ops.tensor(sample.expected ?? [], { dtype: 'float64' });
      const [expected] = await readAll('output', [right]);
      if (first === undefined || expected === undefined) throw new Error('no output');
      const tolerance = dtype === 'float64' && first.dtype === 'float64' ? 1e-14 : 1e-6;
      checkReading({ ...first, dtype: 'float64' }, expected, first.dtype.startsWith('float') ? tolerance : 0);
    });
  });
});

describe('gradients equal central differences in float64', () => {
  it.each(named(differentiable))('%s', (_, sample) => {
    using _scope = new Scope();
    const { fn, floats } = ofFloats(sample, sample.inputs(new Draw('float64')));
    gradcheck(fn, floats);
    gradcheckSecondOrder(fn, floats);
  });
});

describe('leaves no tensor behind', () => {
  it.each(named(samples))('%s', (_, sample) => {
    const before = live();
    {
      using _scope = new Scope();
      runSample(sample, cpu, 'float32');
    }
    expect(live()).toEqual(before);
  });
});

describe('no op is forgotten', () => {
  const sampled = new Set(samples.map(({ op }) => op));
  const known = new Set(samples.flatMap(({ op, expected }) => (expected === undefined ? [] : [op])));

  // `to`, `writeInto` and `ropeInto` are tested by testBackend.
  const elsewhere = new Set(['to', 'writeInto', 'ropeInto']);
  const functions = Object.entries(ops).flatMap(([name, value]) =>
    typeof value === 'function' && !elsewhere.has(name) ? [name] : [],
  );

  it('every public function has a sample', () => {
    expect(functions.length).toBeGreaterThan(70);
    expect(functions.filter((name) => !sampled.has(name))).toEqual([]);
    expect([...sampled].filter((name) => !functions.includes(name))).toEqual([]);
  });

  it('every public function has a value known from elsewhere', () => {
    // Random, and tested for its share of zeros in ops/dropout.test.ts.
    expect(functions.filter((name) => !known.has(name))).toEqual(['dropout']);
  });

  it('every op, gradients included, runs in a sample', () => {
    const folder = new URL('../ops/', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
    const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
    const names = [...source.matchAll(/(?:^ {2}name: |define(?:Unary|Binary|Extremum)\(\s*)'(\w+)'/gm)].map(
      (match) => match[1] ?? '',
    );
    const { backend, dispatches } = watchBackend(cpu);
    using _scope = new Scope();
    for (const sample of samples) runSample(sample, backend, 'float32');
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !dispatches.has(name))).toEqual([]);
  });
});

it('a gradient stays with its inputs when ops are nested', () => {
  // d/dx Σ w ∘ x = w: the weights that all samples are summed with.
  const x = onBackend(cpu, () => new Draw('float64').float([2, 3]));
  const [gradient] = grad((one: Tensor) => weightedSum(one))(x);
  const weights = Array.from({ length: 6 }, (_, index) => Math.sin(1 + 1.7 * index));
  expect([...(gradient?.dataSync() ?? [])]).toEqual(weights);
  expect(new Set(weights).size).toBe(6);
});
