import { FormatError, openSafetensors, parseStrictJson, type WeightArray } from '@heed/core';
import { fileSource, saveSafetensors } from '@heed/core/node';
import { channelsOf, type Picture } from '@heed/vision';

/** Pictures of one size with their classes. */
export interface LabelledPictures {
  readonly width: number;
  readonly height: number;
  readonly color: 'grey' | 'rgb';
  /** Names of the classes. */
  readonly names: readonly string[];
  /** All pixels, picture by picture, channels last, 0 to 255. */
  readonly pixels: Uint8Array;
  /** The class of each picture. */
  readonly labels: Uint8Array;
}

/** One picture of the set; its pixels are a view. */
export function pictureAt({ width, height, color, pixels }: LabelledPictures, index: number): Picture {
  const size = width * height * channelsOf(color);
  const data = pixels.subarray(index * size, (index + 1) * size);
  return { width, height, color, layout: 'channels-last', range: 255, data };
}

/** The pictures from `start` to before `end`. */
export function partOf(set: LabelledPictures, start: number, end: number): LabelledPictures {
  const size = set.width * set.height * channelsOf(set.color);
  return {
    ...set,
    pixels: set.pixels.subarray(start * size, end * size),
    labels: set.labels.subarray(start, end),
  };
}

/** Writes a set as one safetensors file, whole or not at all. */
export async function writeDataset(path: string, set: LabelledPictures): Promise<void> {
  const { width, height, color, names, pixels, labels } = set;
  const entry = (shape: readonly number[], data: Uint8Array): WeightArray => ({ type: 'U8', shape, data });
  await saveSafetensors(
    path,
    [
      ['pixels', entry([labels.length, height, width, channelsOf(color)], pixels)],
      ['labels', entry([labels.length], labels)],
    ],
    { metadata: { color, names: JSON.stringify(names) } },
  );
}

/**
 * Reads what {@link writeDataset} wrote.
 *
 * @throws {FormatError} for another file, naming it.
 */
export async function readDataset(path: string): Promise<LabelledPictures> {
  await using file = await openSafetensors(await fileSource(path));
  const pixels = await file.read('pixels');
  const labels = await file.read('labels');
  const color = file.metadata['color'];
  const [count, height = 0, width = 0, channels] = pixels.shape;
  if (
    !(pixels.data instanceof Uint8Array && labels.data instanceof Uint8Array) ||
    (color !== 'grey' && color !== 'rgb') ||
    channels !== channelsOf(color) ||
    count !== labels.shape[0]
  ) {
    throw new FormatError(`${path}: not a set of pictures as prepare writes it`);
  }
  const names = parseStrictJson(file.metadata['names'] ?? '', `${path}: names`);
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw new FormatError(`${path}: names must be a list of texts`);
  }
  const fault = labels.data.findIndex((label) => label >= names.length);
  if (fault >= 0) {
    throw new FormatError(`${path}: picture ${fault} has the class ${labels.data[fault]} of ${names.length}`);
  }
  return { width, height, color, names, pixels: pixels.data, labels: labels.data };
}

/** Mean and deviation of each channel over all pixels, from 0 to 1: what pictures are normalised with. */
export function statistics(set: LabelledPictures): { mean: number[]; deviation: number[] } {
  const channels = channelsOf(set.color);
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (const [at, value] of set.pixels.entries()) {
    const channel = at % channels;
    sums[channel] = (sums[channel] ?? 0) + value / 255;
    squares[channel] = (squares[channel] ?? 0) + (value / 255) ** 2;
  }
  const count = set.pixels.length / channels;
  const mean = Array.from(sums, (sum) => sum / count);
  const deviation = Array.from(squares, (square, channel) => {
    return Math.max(Math.sqrt(square / count - (mean[channel] ?? 0) ** 2), 1e-6);
  });
  return { mean, deviation };
}
