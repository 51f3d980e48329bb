import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomGenerator } from '@heed/core';
import { saveWeightsFile } from '@heed/core/node';
import { type CtcRecognizer, encodeWav } from '@heed/speech';
import { afterAll, describe, expect, it } from 'vitest';
import { freshRecognizer, loadCheckpoint, saveCheckpoint, startFromWhisper } from './checkpoint.ts';
import { digitRows, evaluate } from './evaluate.ts';
import { exampleSource } from './examples.ts';
import { hear } from './hear.ts';
import { prepare } from './prepare.ts';
import { readRecordings } from './recordings.ts';
import { showRecognised } from './show.ts';
import { readSplit } from './split.ts';
import { type TrainOptions, train } from './train.ts';
import { wordListModel } from './word-list.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-speech-'));
afterAll(() => rm(folder, { recursive: true }));

const tone = (hertz: number, length: number) =>
  Float32Array.from({ length }, (_, at) => 0.2 * Math.sin((2 * Math.PI * hertz * at) / 8000));
const wav = (samples: Float32Array) => encodeWav({ samplingRate: 8000, channels: [samples] });

const [digits, prompts, data] = ['digits', 'prompts', 'data'].map((name) => join(folder, name));
if (digits === undefined || prompts === undefined || data === undefined) throw new Error('no folders');
await mkdir(digits);
await mkdir(join(prompts, 'asterisk'), { recursive: true });
for (const speaker of ['ada', 'bob', 'eve']) {
  for (const digit of [1, 2]) {
    await writeFile(join(digits, `${digit}_${speaker}_0.wav`), wav(tone(500 * digit, 1600 + 80 * digit)));
  }
}
await writeFile(join(digits, 'readme.txt'), 'no recording');
const texts = ['Press 2 now!', 'Dial 411.', 'Press * now', "I'm one-eyed"];
for (const at of texts.keys()) await writeFile(join(prompts, 'asterisk', `${at}.wav`), wav(tone(300, 2400)));
const table = ['file\ttext', ...texts.map((text, at) => `asterisk/${at}.wav\t${text}`), 'other/x.wav\tno'];
await writeFile(join(prompts, 'transcripts.tsv'), table.join('\n'));
await prepare({ digits, prompts, data, log: () => {} });

const sizes = { width: 32, layers: 1, heads: 2, feedForwardWidth: 32, dropout: 0 };

describe('prepare', () => {
  it('names say digit and speaker, tables what is said; what is not spelled is left out', async () => {
    const spoken = await readRecordings(join(data, 'digits.safetensors'));
    expect(spoken.map(({ speaker, text, samples }) => [speaker, text, samples.length])).toEqual(
      [1, 2].flatMap((digit) =>
        ['ada', 'bob', 'eve'].map((speaker) => [speaker, digit === 1 ? 'one' : 'two', 1600 + 80 * digit]),
      ),
    );
    expect(Math.max(...(spoken[0]?.samples ?? []))).toBeCloseTo(0.5, 3);
    const said = await readRecordings(join(data, 'prompts.safetensors'));
    expect(said.map(({ text }) => text)).toEqual(['press two now', "i'm one eyed"]);
  });

  it('refuses a folder without recordings', async () => {
    await expect(prepare({ digits: prompts, data, log: () => {} })).rejects.toThrow(
      'holds no recording named',
    );
  });

  it('held-out speakers are in no training set', async () => {
    const split = await readSplit(data, ['eve']);
    expect(new Set(split.heldDigits.map(({ speaker }) => speaker))).toEqual(new Set(['eve']));
    expect(split.training.some(({ speaker }) => speaker === 'eve')).toBe(false);
    expect(split.training).toHaveLength(5);
    await expect(readSplit(data, ['eva'])).rejects.toThrow('some, not all, of ada, bob, eve; got eva');
    await expect(readSplit(data, ['ada', 'bob', 'eve'])).rejects.toThrow('some, not all');
  });
});

describe('examples', () => {
  it('are of one speaker, changed by chance, and equal for equal seeds', async () => {
    const { vocabulary } = freshRecognizer(sizes, new RandomGenerator(0));
    const draw = exampleSource((await readSplit(data, ['eve'])).training, vocabulary);
    const generator = new RandomGenerator(1);
    const drawn = Array.from({ length: 12 }, () => draw(generator));
    const heard = new Set(drawn.map(({ labels }) => vocabulary.decode(labels)));
    expect([...heard].every((text) => /^((one|two)( |$)){1,4}$/.test(text) || text === "i'm one eyed")).toBe(
      true,
    );
    expect(heard.size).toBeGreaterThan(3);
    expect(drawn.every(({ features, frames }) => features.length === 80 * frames)).toBe(true);
    expect(draw(new RandomGenerator(1))).toEqual(drawn[0]);
  });

  it('a row is what its words say, with the features of its samples', async () => {
    const spoken = await readRecordings(join(data, 'digits.safetensors'));
    const [row] = digitRows(spoken, 1);
    expect(row?.text.split(' ')).toHaveLength(5);
    if (row === undefined) return;
    const { features, frames } = hear(row.sound);
    expect(frames).toBe(Math.floor((row.sound.channels[0]?.length ?? 0) / 80));
    expect(features).toHaveLength(80 * frames);
  });
});

describe('training', () => {
  const options: TrainOptions = {
    ...{
      data,
      run: join(folder, 'run'),
      held: ['eve'],
      sizes,
      steps: 4,
      frames: 300,
      examples: 9,
      rate: 0.003,
    },
    ...{ headSteps: 1, headRate: 0.01, seed: 2, evaluateEvery: 4, saveEvery: 2, observers: [] },
  };

  it('a run that is stopped goes on as if it had not been, and its checkpoint is loaded', async () => {
    await train(options);
    const controller = new AbortController();
    const run = join(folder, 'stopped');
    await train({
      ...options,
      run,
      observers: [{ onSave: () => controller.abort() }],
      signal: controller.signal,
    });
    await train({ ...options, run });
    const weights = (of: string) => readFile(join(of, 'checkpoint', 'model.blocks.safetensors'));
    expect(await weights(run)).toEqual(await weights(options.run));
    const recognizer = await loadCheckpoint(join(run, 'checkpoint'));
    const scores = evaluate(recognizer, await readSplit(data, ['eve']), () => {}, 3);
    expect(Object.keys(scores)).toContain('rows of 5, of ten names, eve');
    expect(scores['single digits, spelled']?.words).toBe(2);
  });

  it("begins with a Whisper's encoder, and keeps its sinusoids exact", async () => {
    const base = freshRecognizer(sizes, new RandomGenerator(5));
    await saveWeightsFile(base.model, join(folder, 'model.safetensors'), {
      rename: (name) => `model.${name}`,
    });
    const started = freshRecognizer(sizes, new RandomGenerator(6));
    await startFromWhisper(started, folder);
    const bits = ({ model }: { model: CtcRecognizer }) => model.encoder.conv1.weight.value.dataSync();
    expect(bits(started)).toEqual(bits(base));
    const deeper = freshRecognizer({ ...sizes, layers: 2 }, new RandomGenerator(0));
    await expect(startFromWhisper(deeper, folder)).rejects.toThrow('encoder.layers.1');
    await saveCheckpoint(join(folder, 'small'), started);
    const { model } = await loadCheckpoint(join(folder, 'small'));
    const positions = (of: CtcRecognizer) => of.encoder.embedPositions.weight.value.dataSync();
    expect(positions(model)).toEqual(positions(started.model));
  });
});

it('a list of words lets pass what is, or may become, one of them', () => {
  const { vocabulary } = freshRecognizer(sizes, new RandomGenerator(0));
  const model = wordListModel(['one', 'on', 'two'], vocabulary);
  const opinion = (text: string) =>
    model([...text].map((letter) => vocabulary.encode(`a${letter}a`)[1] ?? 0));
  for (const text of [' ', 'o', 'on', 'on ', 'one t', 'one two '])
    expect([text, opinion(text)]).toEqual([text, 0]);
  for (const text of ['n', 'onn', 'tw ', 'one x', 'o ']) expect(opinion(text)).toBeLessThan(-10);
});

it('shows where in time words were heard', () => {
  const words = [{ text: 'one', start: 0.5, end: 0.75, probability: 0.931 }];
  const samples = new Float32Array(8000);
  samples.fill(0.5, 4000, 6000);
  const shown = showRecognised({ text: 'one', words }, { samplingRate: 8000, channels: [samples] });
  expect(shown.split('\n').slice(0, 4)).toEqual([
    'one',
    '',
    `${' '.repeat(10)}█████${' '.repeat(5)}`,
    `${' '.repeat(10)}one`,
  ]);
  expect(shown).toContain('   0.50 to 0.75 s  one          93 %');
});
