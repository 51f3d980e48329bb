import { readFileSync } from 'node:fs';
import { HeedError, RandomGenerator } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { startCost } from '../pretrained/testing/cost.ts';
import { Tokenizer } from './tokenizer.ts';

const source = readFileSync(new URL('../../../../fixtures/tokenizer/kinds.json', import.meta.url), 'utf8');
const names = Object.keys(JSON.parse(source));
const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  2 ** 31,
  '',
  'a',
  '(',
  '[',
  '\\',
  '\ud800',
  '▁',
  [],
  {},
  [[]],
  [1],
  [['a', 'b']],
  { type: 'Sequence' },
  { Regex: '(a' },
  { Regex: '[z-a]' },
  { String: '' },
  'NFC',
  'Always',
  'Isolated',
  'AAAA',
  '////',
];

/** Puts odd values in some places of a value, mostly near its root. */
function mutated(value: unknown, below: (limit: number) => number, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || below(3 + depth) === 0) {
    return oddValues[below(oddValues.length)];
  }
  const keys = Object.keys(value);
  const key = keys[below(keys.length)];
  if (key === undefined) return value;
  const copy: Record<string, unknown> = { ...value };
  if (below(6) === 0) delete copy[key];
  else copy[key] = mutated(copy[key], below, depth + 1);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

describe('1,000 mutated files and more: they work, or fail by name', () => {
  test.each(names)('%s', (name) => {
    const random = new RandomGenerator(7);
    const below = (limit: number): number => Math.floor(random.nextUniform() * limit);
    const { [name]: json } = JSON.parse(source);
    const outcomes = { works: 0, named: 0 };
    for (let round = 0; round < 100; round++) {
      let file: unknown = mutated(json, below);
      for (let more = below(3); more > 0; more--) file = mutated(file, below);
      const cost = startCost();
      try {
        const tokenizer = new Tokenizer(file);
        const { ids } = tokenizer.encodeText(['The river, <s> 🔥 1987', 'ü'], {
          truncation: { maximumLength: 40 },
        });
        tokenizer.decode(ids.filter((id) => Number.isInteger(id) && id >= 0));
        outcomes.works++;
      } catch (error) {
        if (!(error instanceof HeedError))
          throw new Error(`${String(error)}: ${JSON.stringify(file)?.slice(0, 500)}`, { cause: error });
        outcomes.named++;
      }
      const { seconds, bytes } = cost();
      expect(seconds, `round ${round}`).toBeLessThan(1);
      expect(bytes, `round ${round}`).toBeLessThan(50e6);
    }
    expect(outcomes.works + outcomes.named).toBe(100);
    expect(outcomes.named).toBeGreaterThan(20);
  });
});
