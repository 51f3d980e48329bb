/**
 * Writes the first picture of each class of a test set that `prepare` wrote as PNG files:
 * `node --conditions=@heed/source scripts/write-samples.ts DATA/test.safetensors samples`.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '@heed/core/node';
import { encodePng } from '@heed/vision';
import { pictureAt, readDataset } from '../src/dataset.ts';

const [data = '', folder = ''] = process.argv.slice(2);
const set = await readDataset(data);
await mkdir(folder, { recursive: true });
for (const [label, name] of set.names.entries()) {
  const file = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`;
  await writeFileAtomically(join(folder, file), encodePng(pictureAt(set, set.labels.indexOf(label))));
}
