import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError, ShapeError } from '@heed/core';
import { type LabelledPictures, writeDataset } from './dataset.ts';
import { readIdxFile } from './idx.ts';

/** Names of the classes of the two sets that IDX files are mostly met with. */
export const knownNames: Readonly<Record<string, readonly string[]>> = {
  digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  fashion: [
    ...['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat'],
    ...['Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  ],
};

/** What {@link prepare} reads and writes. */
export interface PrepareOptions {
  /** Folder with `train-images-idx3-ubyte.gz` and its three companions, under the names of MNIST. */
  readonly source: string;
  /** Folder for `train.safetensors` and `test.safetensors`. */
  readonly data: string;
  readonly names: readonly string[];
  readonly log: (line: string) => void;
}

/** Makes the training and test set of IDX files, as MNIST and Fashion-MNIST are published. */
export async function prepare({ source, data, names, log }: PrepareOptions): Promise<void> {
  await mkdir(data, { recursive: true });
  for (const [part, published] of [['train', 'train'] as const, ['test', 't10k'] as const]) {
    const set = await readIdxPair(join(source, published), names);
    await writeDataset(join(data, `${part}.safetensors`), set);
    log(`${part}: ${set.labels.length} pictures of ${set.width} × ${set.height}`);
  }
}

async function readIdxPair(path: string, names: readonly string[]): Promise<LabelledPictures> {
  const images = await readIdxFile(`${path}-images-idx3-ubyte.gz`);
  const labels = await readIdxFile(`${path}-labels-idx1-ubyte.gz`);
  const [count, height, width] = images.shape;
  if (height === undefined || width === undefined || labels.shape[0] !== count) {
    throw new ShapeError(
      `${path}: pictures of shape ${images.shape.join(' × ')} do not go with ${labels.shape.join(' × ')} labels`,
    );
  }
  const fault = labels.data.find((label) => label >= names.length);
  if (fault !== undefined) throw new FormatError(`${path}: a label ${fault}, and ${names.length} names`);
  return { width, height, color: 'grey', names, pixels: images.data, labels: labels.data };
}
