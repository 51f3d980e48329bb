import { expect, it } from 'vitest';
import { fillGuide, fillRatios } from './guide.ts';
import { describeMachine } from './machine.ts';

it('fillGuide puts tables between their marks, again and again', () => {
  const page = '# A\n<!-- bench: one -->\nold\n<!-- /bench -->\nB\n<!-- bench: two -->\n<!-- /bench -->\n';
  const filled = fillGuide(page, (work) => (work === 'one' ? 'new $1\n' : undefined));
  expect(filled).toBe(
    '# A\n<!-- bench: one -->\n\nnew $1\n\n<!-- /bench -->\nB\n<!-- bench: two -->\n\nNot measured yet: `pnpm bench two`.\n\n<!-- /bench -->\n',
  );
  expect(fillGuide(filled, () => 'new $1\n').split('new $1')).toHaveLength(3);
});

it('fillRatios puts the ratio of a work, a case and a side between its marks', () => {
  const side = (peer: string, rounds: number[]) => ({ peer, status: 'measured', rounds });
  const cases = [
    { name: 'few, many', load: [0, 0] as const, sides: [side('heed', [2, 4]), side('other', [1, 3])] },
  ];
  const result = { work: 'one', date: '', machine: describeMachine(), threads: 1, cases };
  const resultOf = (work: string) => (work === 'one' ? result : undefined);
  const page = 'a <!-- ratio: one / few, many / other -->9<!-- /ratio --> b';
  expect(fillRatios(page, resultOf)).toBe('a <!-- ratio: one / few, many / other -->0.625<!-- /ratio --> b');
  for (const place of ['two / few, many / other', 'one / few / other', 'one / few, many / nobody']) {
    expect(() => fillRatios(`<!-- ratio: ${place} --><!-- /ratio -->`, resultOf)).toThrow(place);
  }
});
