import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cpu } from '../backend/reference.ts';
import { live } from '../memory/live.ts';
import { Scope } from '../memory/scope.ts';
import type { Tensor } from '../tensor.ts';
import { Draw, gradcheck, gradcheckSecondOrder, type Sample, samples, testBackend } from './index.ts';

/** A sample as a function of its float inputs alone. */
function ofFloats(sample: Sample): { fn: (...floats: Tensor[]) => Tensor; floats: Tensor[] } {
  const inputs = sample.inputs(new Draw(cpu, 'float64'));
  const floats = inputs.filter((input) => input.dtype === 'float64');
  const fn = (...given: Tensor[]): Tensor => {
    const rest = [...given];
    const all = inputs.map((input) => (input.dtype === 'float64' ? (rest.shift() ?? input) : input));
    const [output] = [sample.run(...all)].flat();
    if (output === undefined) throw new Error('no output');
    return output;
  };
  return { fn, floats };
}

const differentiable = samples.filter((sample) => sample.differentiable !== false);

describe('gradients equal central differences in float64', () => {
  it.each(differentiable.map((sample) => [`${sample.op}: ${sample.name}`, sample] as const))(
    '%s',
    (_, sample) => {
      using _scope = new Scope();
      const { fn, floats } = ofFloats(sample);
      gradcheck(fn, floats);
      gradcheckSecondOrder(fn, floats);
    },
  );
});

testBackend(cpu, { describe, it });

it('leaves no tensor behind', () => {
  const before = live();
  {
    using _scope = new Scope();
    for (const sample of samples) sample.run(...sample.inputs(new Draw(cpu, 'float32')));
  }
  expect(live()).toEqual(before);
});

it('gradcheck notices a wrong gradient', () => {
  const [sample] = differentiable;
  if (sample === undefined) throw new Error('no sample');
  const { floats } = ofFloats(sample);
  const wrong = (x: Tensor): Tensor => x.aliasWithShape(x.shape);
  expect(() => gradcheck(wrong, floats.slice(0, 1))).toThrow();
});

it('every op has a sample', () => {
  const folder = new URL('../ops/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const source = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const named = [...source.matchAll(/(?:^ {2}name: |define(?:Unary|Binary)\(\s*)'(\w+)'/gm)].map(
    (match) => match[1],
  );
  // Gradient ops run through the op that they belong to, fold and unfold through the convolutions.
  const own = named.filter(
    (name) => name && !name.endsWith('Gradient') && name !== 'fold' && name !== 'unfold',
  );
  const sampled = new Set(samples.map((sample) => sample.op));
  expect(own.length).toBeGreaterThan(50);
  expect(own.filter((name) => !sampled.has(name ?? ''))).toEqual([]);
});
