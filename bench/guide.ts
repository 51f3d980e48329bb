/**
 * Writes the tables of bench/results/ into docs/guides/performance.md, between the marks of each work, and the ratios
 * that other guides quote.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillGuide, fillRatios, guidesWithRatios } from './harness/guide.ts';
import { root } from './harness/places.ts';
import { readMarkdown, readResult } from './harness/results.ts';

function rewrite(name: string, fill: (page: string) => string): void {
  const file = join(root, 'docs/guides', name);
  writeFileSync(file, fill(readFileSync(file, 'utf8')));
}

rewrite('performance.md', (page) => fillGuide(page, readMarkdown));
for (const name of guidesWithRatios) rewrite(name, (page) => fillRatios(page, readResult));
