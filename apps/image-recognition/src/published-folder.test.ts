import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { segmentColor } from '@heed/vision';
import { readPicture } from '@heed/vision/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { recogniseOne } from './recognise.ts';
import { loadRecognizer } from './recognizer.ts';
import { printSegments, type SegmentedFile, type SegmentOptions, segment } from './segment.ts';

const models = join(import.meta.dirname, '../../../fixtures/vision/models');
const bag = join(import.meta.dirname, '../samples/bag.png');
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-published-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A model of the fixtures as it is published, with what prepares its pictures. */
async function publish(name: string, more: object = {}): Promise<string> {
  await cp(join(models, name), folder, { recursive: true });
  const processor = {
    ...{ feature_extractor_type: 'MobileViTFeatureExtractor', size: 72, crop_size: 64 },
    ...{ do_flip_channel_order: true, resample: 2, ...more },
  };
  await writeFile(join(folder, 'preprocessor_config.json'), JSON.stringify(processor));
  return folder;
}

function collector(): { readonly lines: string[]; readonly write: (text: string) => void } {
  const lines: string[] = [];
  return { lines, write: (text) => void lines.push(text) };
}

it('MobileViT: names, and what its last stage looked at', async () => {
  const output = collector();
  await recogniseOne(await loadRecognizer(await publish('mobilevit')), bag, undefined, {
    output,
    environment: {},
  });
  const text = output.lines.join('');
  expect(text.match(/ % {2}LABEL_\d/g)).toHaveLength(5);
  expect(text).toContain('What the last layer looked at');
});

it.each([
  ['swin', {}],
  ['resnet', {}],
  // A side that its patches do not divide.
  ['segformer-classifier', { crop_size: 63, do_flip_channel_order: false, do_grayscale: true }],
])('%s: names alone, and why what it looked at cannot be shown', async (name, more) => {
  const output = collector();
  await recogniseOne(await loadRecognizer(await publish(name, more)), bag, undefined, {
    output,
    environment: {},
  });
  const text = output.lines.join('');
  expect(text).toMatch(/ % {2}LABEL_\d/);
  expect(text).toMatch(/cannot be shown: .+/);
});

describe('parts of pictures', () => {
  const environment = {};

  /** What is printed of a picture, and the picture with its parts in colours. */
  async function segmented(model: string, options: SegmentOptions = {}): Promise<[SegmentedFile, string]> {
    const [found] = await Array.fromAsync(segment(model, [bag], options));
    if (found === undefined) throw new Error('no picture');
    const output = collector();
    await printSegments(found, join(folder, 'out'), { output, environment });
    const written = await readPicture(join(folder, 'out', 'bag.segments.png'));
    expect([written.width, written.height]).toEqual([found.picture.width, found.picture.height]);
    expect(found.map).toHaveLength(written.width * written.height);
    return [found, output.lines.join('')];
  }

  it.each([
    ['segformer', { feature_extractor_type: 'SegformerFeatureExtractor', size: 64 }],
    ['mobilevit-segmentation', {}],
  ])('%s: the classes of all pixels with their shares', async (name, more) => {
    const [{ segments, map }, text] = await segmented(await publish(name, more));
    const shares = segments.map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(shares).toEqual(shares.toSorted((one, other) => other - one));
    expect([...map].every((id) => id >= 1 && id <= 4)).toBe(true);
    expect(text.match(/ % {2}LABEL_\d\n/g)).toHaveLength(segments.length);
  });

  it('DETR: things, and those of one name as one', async () => {
    const image_processor_type = 'DetrImageProcessor';
    const model = await publish('detr-panoptic', { image_processor_type, size: { shortest_edge: 40 } });
    const [one, text] = await segmented(model, { threshold: 0.1 });
    expect(one.segments.length).toBeGreaterThan(0);
    expect(text).toMatch(/ % {2}\S+\t\d+\.\d %\n/);
    const labels = [...new Set(one.segments.map(({ label }) => label))];
    const [merged] = await segmented(model, { threshold: 0.1, merged: labels });
    expect(merged.segments.map(({ label }) => label).sort()).toEqual(labels.sort());
  });

  it('SAM: masks with their scores, and nothing where nothing is good enough', async () => {
    const size = { longest_edge: 64 };
    const pad_size = { height: 64, width: 64 };
    const model = await publish('sam-shapes', { image_processor_type: 'SamImageProcessor', size, pad_size });
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const [{ segments, map }, text] = await segmented(model, { threshold: 0.3, points: 3, log });
    expect(segments.length).toBeGreaterThan(0);
    expect(new Set(map).size).toBeGreaterThan(1);
    expect(text).toMatch(/ % {2}score \d\.\d{3}\tstability 0\.9\d+\t\d+, \d+, \d+, \d+\n/);
    expect(lines).toEqual(['update 9/9 points']);
    const [none, nothing] = await segmented(model, { threshold: 1, points: 1 });
    expect([none.segments, new Set(none.map), nothing.includes('nothing found')]).toEqual([
      [],
      new Set([0]),
      true,
    ]);
  });

  it('in colours where the terminal has them', async () => {
    const [found] = await Array.fromAsync(segment(await publish('mobilevit-segmentation'), [bag]));
    if (found === undefined) throw new Error('no picture');
    const output = { ...collector(), isTTY: true };
    await printSegments(found, folder, { output, environment: { COLORTERM: 'truecolor' } });
    expect(output.lines.join('')).toContain(
      `\u001b[48;2;${segmentColor(found.segments[0]?.id ?? 0).join(';')}m`,
    );
  });

  it('each command says which one a model is for', async () => {
    const outlines = await publish('mobilevit-segmentation');
    await expect(loadRecognizer(outlines)).rejects.toThrow('see the command segment');
    await expect(Array.fromAsync(detect(outlines, [bag], 0.5))).rejects.toThrow('see the command segment');
    await expect(Array.fromAsync(segment(outlines, [bag], { points: 4 }))).rejects.toThrow(
      'MobileViTForSemanticSegmentation takes none of these options, got points',
    );
    const names = await publish('mobilevit');
    await expect(Array.fromAsync(segment(names, [bag]))).rejects.toThrow('tells no parts of a picture apart');
    const nowhere = join(folder, 'nothing');
    await expect(Array.fromAsync(segment(nowhere, [bag]))).rejects.toThrow('cannot be read');
  });
});
