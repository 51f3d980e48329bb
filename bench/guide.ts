/**
 * Keeps docs/guides/performance.md in step with the results: what stands between two marks of a work is its table.
 *
 *   node bench/guide.ts            writes
 *   node bench/guide.ts --check    fails if the page says something else
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillGuide } from './harness/guide.ts';
import { root } from './harness/places.ts';
import { readMarkdown } from './harness/results.ts';

const page = join(root, 'docs/guides/performance.md');
const before = readFileSync(page, 'utf8');
const after = fillGuide(before, readMarkdown);
if (process.argv.includes('--check')) {
  if (before !== after) {
    console.error('docs/guides/performance.md is not what bench/results/ says: run `node bench/guide.ts`');
    process.exit(1);
  }
} else if (before !== after) {
  writeFileSync(page, after);
}
