import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fillGuide, fillRatios, guidesWithRatios } from './harness/guide.ts';
import { readMarkdown, readResult } from './harness/results.ts';
import { works } from './works/index.ts';

const read = (guide: string) => readFileSync(new URL(`../docs/guides/${guide}`, import.meta.url), 'utf8');
const page = read('performance.md');

it('the guide says what the results say: else run `pnpm bench:guide`', () => {
  expect(fillGuide(page, readMarkdown)).toBe(page);
});

it.each(guidesWithRatios)(
  'the ratios in %s are those of the results: else run `pnpm bench:guide`',
  (guide) => {
    expect(read(guide)).toContain('<!-- ratio: ');
    expect(fillRatios(read(guide), readResult)).toBe(read(guide));
  },
);

it('the guide has a place for every work', () => {
  const places = [...page.matchAll(/<!-- bench: ([\w-]+) -->/g)].map(([, work]) => work);
  expect(places.toSorted()).toEqual(works.map(({ name }) => name).toSorted());
});
