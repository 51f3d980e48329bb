/**
 * The tables of docs/guides/backends.md: op × backend × type, how each runs and how far it is from float64, measured here
 * on the samples that `testBackend` runs. The backends are data: tools/backends/list.ts.
 *
 *   pnpm backends            fails if the page says something else
 *   pnpm backends --write    writes the tables
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { surveyBackend } from '@heed/core/testing';
import { backends } from './backends/list.ts';
import { type Surveyed, tables } from './backends/page.ts';
import { fits } from './measured.ts';
import { root } from './workspace.ts';

const page = 'docs/guides/backends.md';
const path = join(root, page);

const surveyed: Surveyed[] = [];
for (const one of backends) {
  const backend = await one.open();
  surveyed.push({ ...one, rows: await surveyBackend(backend) });
  backend.dispose?.();
}

let text = readFileSync(path, 'utf8');
let wrong = 0;
for (const [name, lines] of tables(surveyed)) {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [head, rest = ''] = text.split(begin);
  const [between = '', tail] = rest.split(end);
  if (head === undefined || tail === undefined) throw new Error(`${page} lacks ${begin} or ${end}`);
  const said = between.trim().split('\n');
  const problems = lines
    .filter((line, at) => !fits(said[at] ?? '', line))
    .map((line) => `not stated: ${line}`);
  if (said.length !== lines.length) problems.push(`${name}: ${said.length} lines, expected ${lines.length}`);
  if (!process.argv.includes('--write') && problems.length > 0) console.error(problems.join('\n'));
  wrong += problems.length;
  text = `${head}${begin}\n${lines.join('\n')}\n${end}${tail}`;
}
if (process.argv.includes('--write')) writeFileSync(path, text);
else if (wrong > 0) {
  console.error(`${page} does not say what was measured: run \`pnpm backends --write\`.`);
  process.exit(1);
}
console.log(`${page}: ${surveyed.map(({ title, rows }) => `${title} ${rows.length} rows`).join(', ')}`);
