/** Writes the tables of bench/results/ into docs/guides/performance.md, between the marks of each work. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillGuide } from './harness/guide.ts';
import { root } from './harness/places.ts';
import { readMarkdown } from './harness/results.ts';

const page = join(root, 'docs/guides/performance.md');
writeFileSync(page, fillGuide(readFileSync(page, 'utf8'), readMarkdown));
