import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recogniseAll, recogniseOne } from './recognise.ts';
import { loadRecognizer } from './recognizer.ts';

const models = join(import.meta.dirname, '../../../fixtures/vision/models');
const bag = join(import.meta.dirname, '../samples/bag.png');
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-published-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A model of the fixtures as it is published, with what prepares its pictures. */
async function publish(name: string): Promise<string> {
  await cp(join(models, name), folder, { recursive: true });
  const processor = {
    ...{ feature_extractor_type: 'MobileViTFeatureExtractor', size: 72, crop_size: 64 },
    ...{ do_flip_channel_order: true, resample: 2 },
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

it.each(['swin', 'resnet'])('%s: names alone, and why what it looked at cannot be shown', async (name) => {
  const output = collector();
  await recogniseOne(await loadRecognizer(await publish(name)), bag, undefined, {
    output,
    environment: {},
  });
  const text = output.lines.join('');
  expect(text).toMatch(/ % {2}LABEL_\d/);
  expect(text).toMatch(/cannot be shown: .+/);
});

it('a model that names pixels is no model that names pictures', async () => {
  const output = collector();
  const recognizer = await loadRecognizer(await publish('mobilevit-segmentation'));
  await recogniseAll(recognizer, [bag], { output, environment: {} }, () => {});
  expect(output.lines.join('')).toContain('names the pixels of a picture, not the picture');
});
