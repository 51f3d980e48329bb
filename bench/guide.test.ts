import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fillGuide } from './harness/guide.ts';
import { readMarkdown } from './harness/results.ts';
import { works } from './works/index.ts';

const page = readFileSync(new URL('../docs/guides/performance.md', import.meta.url), 'utf8');

it('the guide says what the results say: else run `pnpm bench:guide`', () => {
  expect(fillGuide(page, readMarkdown)).toBe(page);
});

it('the guide has a place for every work', () => {
  const places = [...page.matchAll(/<!-- bench: ([\w-]+) -->/g)].map(([, work]) => work);
  expect(places.toSorted()).toEqual(works.map(({ name }) => name).toSorted());
});
