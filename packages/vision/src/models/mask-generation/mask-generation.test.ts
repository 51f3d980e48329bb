import { live } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Picture, PictureProcessor, readProcessorConfig, SamModel } from '../../index.ts';
import { suppressOverlaps } from '../detection/suppress-overlaps.ts';
import { loadGolden, readGoldenModel } from '../testing/golden-models.ts';
import { gridPoints, maskCrops } from './crops.ts';
import {
  decodeRunLengths,
  encodeRunLengths,
  type GenerateMasksOptions,
  generateMasks,
  maskMap,
  type RunLengths,
} from './index.ts';
import { type GeneratedMask, keptMask } from './kept-mask.ts';

const golden = await readGoldenModel('sam-shapes');
const numbers = (key: string): number[] => Array.from(golden.io.get(key)?.data ?? [], Number);
const shape = (key: string): readonly number[] => golden.io.get(key)?.shape ?? [];

/** Rows of an array by its last axis. */
function rows(key: string): number[][] {
  const length = shape(key).at(-1) ?? 1;
  const all = numbers(key);
  return Array.from({ length: all.length / length }, (_, at) => all.slice(at * length, (at + 1) * length));
}

/** Masks that transformers kept: counts, boxes and scores. */
function expected(name: string): { counts: number[][]; boxes: number[][]; scores: number[] } {
  const all = numbers(`${name}.counts`);
  const counts = numbers(`${name}.lengths`).map((length, at, lengths) => {
    const start = lengths.slice(0, at).reduce((sum, before) => sum + before, 0);
    return all.slice(start, start + length);
  });
  return { counts, boxes: rows(`${name}.boxes`), scores: numbers(`${name}.scores`) };
}

function expectMasks(found: readonly GeneratedMask[], name: string): void {
  const { counts, boxes, scores } = expected(name);
  expect(found.map(({ box }) => [...box])).toEqual(boxes);
  expect(found.map(({ mask }) => mask.counts)).toEqual(counts);
  for (const [at, { score, mask, area }] of found.entries()) {
    expect(score).toBeCloseTo(scores[at] ?? 0, 5);
    expect(decodeRunLengths(mask).reduce((sum, value) => sum + value, 0)).toBe(area);
  }
}

const [height = 0, width = 0] = shape('picture');
const picture: Picture = {
  ...{ width, height, color: 'rgb', layout: 'channels-last', range: 255 },
  data: Uint8Array.from(numbers('picture')),
};
const processor = new PictureProcessor(
  readProcessorConfig(
    new HfConfig({
      image_processor_type: 'SamImageProcessor',
      size: { longest_edge: 64 },
      pad_size: { height: 64, width: 64 },
    }),
  ),
);

describe('as transformers', () => {
  const thresholds = { scoreThreshold: 0.4, stabilityThreshold: 0.6, pointsPerSide: 5, pointsPerBatch: 7 };
  const calls: readonly (readonly [string, GenerateMasksOptions])[] = [
    ['whole', thresholds],
    ['crops', { ...thresholds, cropLayers: 1, cropOverlap: 0.5, overlapThreshold: 0.6 }],
  ];

  it.each(calls)('the pipeline "mask-generation": %s', async (name, options) => {
    const model = await loadGolden(golden, SamModel);
    const before = live();
    const told: number[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      told.push(done / total);
    };
    const found = await generateMasks(model, processor, picture, { ...options, onProgress });
    expectMasks(found, name);
    expect(told).toHaveLength(name === 'whole' ? 4 : 20);
    expect(told.at(-1)).toBe(1);
    expect(live()).toEqual(before);
    model.dispose();
  });

  it.each([1, 2])('generate_crop_boxes: %i layers of crops', (layers) => {
    const boxes = rows(`grid.boxes.${layers}`);
    const crops = maskCrops(picture, layers, 512 / 1500);
    expect(crops).toEqual(boxes);
    const points = rows(`grid.points.${layers}`);
    for (const [at, [left, top, right, bottom]] of crops.entries()) {
      const size = { width: right - left, height: bottom - top };
      const scale = 64 / Math.max(size.width, size.height);
      for (const [place, [x, y]] of gridPoints(size, 3).entries()) {
        const [across = 0, down = 0] = points[place * crops.length + at] ?? [];
        expect(across).toBeCloseTo((x / size.width) * Math.floor(size.width * scale + 0.5), 9);
        expect(down).toBeCloseTo((y / size.height) * Math.floor(size.height * scale + 0.5), 9);
      }
    }
  });

  it('filter_masks and post_process_for_mask_generation: drawn logits in a crop', () => {
    const [left = 0, top = 0, right = 0, bottom = 0] = numbers('filter.crop');
    const place = { crop: [left, top, right, bottom] as const, picture };
    const logits = numbers('filter.steps').map((step) => (step - 127.5) / 16);
    const size = (right - left) * (bottom - top);
    const kept = numbers('filter.given').flatMap((score, at) => {
      if (score <= 0.3) return [];
      const own = logits.slice(at * size, (at + 1) * size);
      return keptMask(own, score, place, { stabilityThreshold: 0.5, stabilityOffset: 1.5 }) ?? [];
    });
    expectMasks(kept, 'filter');
    const boxes = kept.map(({ box }) => box);
    const best = suppressOverlaps(
      boxes,
      kept.map(({ score }) => score),
      0.5,
    );
    expect(best.length).toBeLessThan(kept.length);
    expectMasks(
      best.flatMap((at) => kept[at] ?? []),
      'suppress',
    );
  });
});

describe('masks and run lengths', () => {
  const masks = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
    .chain(([tall, wide]) =>
      fc.record({
        size: fc.constant([tall, wide] as const),
        mask: fc.array(fc.boolean(), { minLength: tall * wide, maxLength: tall * wide }),
      }),
    );

  it('decoding undoes encoding; only the first count may be 0', () => {
    fc.assert(
      fc.property(masks, ({ size, mask }) => {
        const lengths = encodeRunLengths(mask, size);
        expect([...decodeRunLengths(lengths)]).toEqual(mask.map(Number));
        expect(lengths.counts.slice(1).every((count) => count > 0)).toBe(true);
      }),
    );
  });

  it.each([
    [{ size: [2, 3], counts: [7] }, 'make 6 pixels, together they are 7'],
    [{ size: [2, 3], counts: [8, -2] }, 'whole numbers from 0'],
    [{ size: [2, 3], counts: [2.5, 3.5] }, 'whole numbers from 0'],
    [{ size: [2, 0], counts: [] }, 'whole numbers from 1'],
    [{ size: [2 ** 20, 2 ** 20], counts: [2 ** 40] }, 'at most'],
  ] satisfies [RunLengths, string][])('%j is refused', (lengths, message) => {
    expect(() => decodeRunLengths(lengths)).toThrow(message);
  });

  it('a mask of another size is refused', () => {
    expect(() => encodeRunLengths([1, 0], [2, 2])).toThrow('2 × 2 pixels, and a mask of 2');
  });

  it('maskMap: each pixel belongs to its smallest mask', () => {
    expect(maskMap([])).toHaveLength(0);
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { minLength: 1 }),
        (all) => {
          const map = maskMap(
            all.map((mask) => ({
              mask: encodeRunLengths(mask, [2, 3]),
              area: mask.filter(Boolean).length,
            })),
          );
          for (const [pixel, id] of map.entries()) {
            const areas = all.filter((mask) => mask[pixel]).map((mask) => mask.filter(Boolean).length);
            if (areas.length === 0) expect(id).toBe(0);
            else expect(all[id - 1]?.filter(Boolean)).toHaveLength(Math.min(...areas));
          }
        },
      ),
    );
  });
});

describe('refusals', () => {
  it.each([
    [{ pointsPerSide: 0 }, 'pointsPerSide must be a whole number from 1, got 0'],
    [{ pointsPerBatch: 1.5 }, 'pointsPerBatch must be'],
    [{ cropLayers: -1 }, 'cropLayers must be'],
    [{ cropLayers: 7 }, '7 layers of crops are too many for 138 × 97 pixels'],
    [{ cropOverlap: 1 }, 'cropOverlap must be'],
    [{ scoreThreshold: Number.NaN }, 'scoreThreshold must be'],
    [{ stabilityThreshold: 2 }, 'stabilityThreshold must be'],
    [{ stabilityOffset: -1 }, 'stabilityOffset must be'],
    [{ overlapThreshold: -0.1 }, 'overlapThreshold must be'],
  ] satisfies [GenerateMasksOptions, string][])('%j', async (options, message) => {
    const model = await loadGolden(golden, SamModel);
    await expect(generateMasks(model, processor, picture, options)).rejects.toThrow(message);
  });

  it('stops when it is told to, and frees what it made', async () => {
    const model = await loadGolden(golden, SamModel);
    const before = live();
    const stop = new AbortController();
    const onProgress = (): void => stop.abort();
    const options = { pointsPerSide: 2, pointsPerBatch: 1, signal: stop.signal, onProgress };
    await expect(generateMasks(model, processor, picture, options)).rejects.toThrow('abort');
    expect(live()).toEqual(before);
  });
});
