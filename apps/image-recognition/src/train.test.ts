import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomGenerator } from '@heed/core';
import { encodePng } from '@heed/vision';
import { readPicture } from '@heed/vision/node';
import { afterAll, describe, expect, it } from 'vitest';
import { type LabelledPictures, pictureAt, writeDataset } from './dataset.ts';
import { detect } from './detect.ts';
import { evaluate } from './evaluate.ts';
import { explain, writeExplanation } from './look.ts';
import { nearestPictures } from './nearest.ts';
import { pictureFiles } from './picture-files.ts';
import { recogniseAll, recogniseOne } from './recognise.ts';
import { loadRecognizer } from './recognizer.ts';
import { showPatches } from './terminal.ts';
import { type TrainOptions, train } from './train.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-training-'));
afterAll(() => rm(folder, { recursive: true }));

/** Pictures with their light at the top or at the bottom. */
function topsAndBottoms(count: number, seed: number): LabelledPictures {
  const generator = new RandomGenerator(seed);
  const labels = Uint8Array.from({ length: count }, () => generator.nextInteger(2));
  const pixels = Uint8Array.from({ length: count * 64 }, (_, at) => {
    const isTop = at % 64 < 32;
    return 60 * generator.nextUniform() + (isTop === (labels[Math.floor(at / 64)] === 0) ? 150 : 0);
  });
  return { width: 8, height: 8, color: 'grey', names: ['top', 'bottom'], pixels, labels };
}

const test = topsAndBottoms(20, 2);
await writeDataset(join(folder, 'train.safetensors'), topsAndBottoms(320, 1));
await writeDataset(join(folder, 'test.safetensors'), test);
const options: TrainOptions = {
  ...{ data: folder, run: join(folder, 'run'), epochs: 4, batch: 10, rate: 0.02, weightDecay: 0.01 },
  ...{ optimizer: 'muon', warmup: 1, fall: 3 },
  model: { kind: 'beit', patch: 4, width: 8, layers: 2, heads: 2, feedForwardWidth: 16, dropout: 0.1 },
  labelSmoothing: 0.1,
  augmentation: { shift: 1, flip: true, erase: 0.1 },
  ...{ seed: 3, held: 20, log: () => {} },
};
await train(options);
const checkpoint = join(folder, 'run', 'checkpoint');
const paths: string[] = [];
for (const at of [0, 1, 2]) {
  const path = join(folder, `${at}.png`);
  await writeFile(path, encodePng(pictureAt(test, at)));
  paths.push(path);
}

describe('training', () => {
  it('learns, and the checkpoint is loaded like any published one', async () => {
    const { accuracy, pictures, byClass } = await evaluate(
      checkpoint,
      join(folder, 'test.safetensors'),
      () => {},
    );
    expect(pictures).toBe(20);
    expect(accuracy).toBeGreaterThan(0.9);
    expect(Object.keys(byClass)).toEqual(['top', 'bottom']);
  });

  it('a run that is stopped goes on as if it had not been', async () => {
    const run = join(folder, 'stopped');
    const controller = new AbortController();
    let seen = 0;
    const log = (line: string): void => {
      if (line.startsWith('update') && ++seen === 1) controller.abort();
    };
    await train({ ...options, run, log, signal: controller.signal });
    expect(seen).toBe(1);
    await train({ ...options, run });
    const weights = (of: string) => readFile(join(of, 'checkpoint', 'model.safetensors'));
    expect(await weights(run)).toEqual(await weights(options.run));
  });

  it('begins with the weights of a checkpoint, of the same names alone', async () => {
    const further = { ...options, run: join(folder, 'further'), start: checkpoint, epochs: 1, rate: 1e-7 };
    await train(further);
    const log = JSON.parse(await readFile(join(folder, 'further', 'log.jsonl'), 'utf8'));
    expect(log.heldAccuracy).toBeGreaterThan(0.9);
    await expect(train({ ...further, run: join(folder, 'none'), start: 'digits' })).rejects.toThrow(
      'digits: no classifier of top, bottom',
    );
  });

  it('a state of another model is refused with its path', async () => {
    const model = { ...options.model, width: 12 };
    await expect(train({ ...options, model })).rejects.toThrow(`the run cannot go on from ${options.run}`);
  });
});

describe('recognising', () => {
  const collector = () => {
    const texts: string[] = [];
    return { texts, output: { write: (text: string) => texts.push(text) }, environment: {} };
  };

  it('prints what is likeliest and what was looked at, and writes pictures of it', async () => {
    const { texts, ...printing } = collector();
    await recogniseOne(await loadRecognizer(checkpoint), paths[0] ?? '', join(folder, 'look'), printing);
    const printed = texts.join('');
    expect(printed).toMatch(/\d\d\.\d % {2}(top|bottom)/);
    expect(printed).toContain('What the last layer looked at');
    const html = await readFile(join(folder, 'look', '0.attention.html'), 'utf8');
    expect(html).toContain('data:image/png;base64,');
  });

  it('many at once: a file that is no picture does not stop the others', async () => {
    const { texts, ...printing } = collector();
    const broken = join(folder, 'broken.png');
    await writeFile(broken, 'no picture');
    await recogniseAll(await loadRecognizer(checkpoint), [broken, ...paths], printing, () => {});
    expect(texts).toHaveLength(4);
    expect(texts[0]).toContain('FormatError');
    expect(texts[3]).toMatch(/2\.png\t(top|bottom)\t\d+\.\d %/);
  });

  it('a picture is nearest to itself', async () => {
    const [best] = await nearestPictures(await loadRecognizer(checkpoint), paths[1] ?? '', paths, () => {});
    expect(best?.path).toBe(paths[1]);
    expect(best?.similarity).toBeCloseTo(1, 5);
  });

  it.each([
    ['yolos', { image_processor_type: 'YolosImageProcessor', size: { height: 24, width: 32 } }],
    ['detr', { image_processor_type: 'DetrImageProcessor', size: { shortest_edge: 32, longest_edge: 40 } }],
  ])('finds things with a %s, boxes in pixels', async (name, processor) => {
    const detector = join(folder, name);
    const published = new URL(`../../../fixtures/vision/models/${name}`, import.meta.url);
    await cp(published, detector, { recursive: true });
    await writeFile(join(detector, 'preprocessor_config.json'), JSON.stringify(processor));
    const found = await Array.fromAsync(detect(detector, paths.slice(0, 2), 0.05));
    expect(new Set(found.map(({ path }) => path))).toEqual(new Set(paths.slice(0, 2)));
    expect(found.every(({ box: [left, , right] }) => right > left && right - left <= 8)).toBe(true);
    await expect(Array.fromAsync(detect(checkpoint, paths, 0.5))).rejects.toThrow('finds nothing');
    await expect(loadRecognizer(detector)).rejects.toThrow('see the command detect');
  });

  it('what a model cannot do is told', async () => {
    await expect(loadRecognizer(checkpoint, { labels: ['cat'] })).rejects.toThrow('its classes are fixed');
    await expect(loadRecognizer(join(folder, 'nothing'))).rejects.toThrow('cannot be read');
  });

  it('the weights are shares of all that the class token reads', async () => {
    const explained = explain(await loadRecognizer(checkpoint), pictureAt(test, 1));
    const { recognized, look } = explained;
    if (typeof look === 'string') throw new Error(look);
    expect(look.attention.flat().every((weight) => weight >= 0 && weight <= 1)).toBe(true);
    expect(look.rollout).toHaveLength(2);
    expect(recognized.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
    expect(await writeExplanation(join(folder, 'look'), 'x.png', explained, look)).toHaveLength(3);
  });
});

describe('the checkpoints that come along', () => {
  it('fashion knows the samples by their names, digits has ten', async () => {
    const fashion = await loadRecognizer('fashion');
    const samples = await pictureFiles([new URL('../samples', import.meta.url).pathname]);
    expect(samples).toHaveLength(10);
    for (const path of samples) {
      const { recognized } = explain(fashion, await readPicture(path));
      const name = recognized[0]?.label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      expect(path).toContain(`${name}.png`);
    }
    expect((await loadRecognizer('digits')).labels).toEqual([...'0123456789']);
  });
});

describe('showPatches', () => {
  const picture = pictureAt(test, 0);

  it('shades from the least to the most, or colours', () => {
    expect(
      showPatches(
        [
          [0, 0.5],
          [0.25, 1],
        ],
        { picture, color: false },
      ),
    ).toBe('  ▒▒\n··██');
    const colored = showPatches([[0, 1]], { picture, color: true });
    expect(colored).toContain('\u001b[48;2;');
    expect(showPatches([[0.3, 0.3]], { picture, color: false })).toBe('    ');
  });
});
