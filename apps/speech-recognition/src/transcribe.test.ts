import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tensor } from '@heed/core';
import { encodeWav, type WindowDecoder, wordAttention } from '@heed/speech';
import { afterAll, expect, it } from 'vitest';
import { writeHeatMap } from './heat-map.ts';
import { showHeatMap } from './heat-map-terminal.ts';
import { transcribeFile } from './transcribe.ts';
import { evaluateTranscription } from './transcribe-evaluate.ts';

const folder = await mkdtemp(join(tmpdir(), 'heed-transcribe-'));
afterAll(() => rm(folder, { recursive: true }));

const pieces = [' Good', ' day', '!'];
const frames = 1500;

/** Hears “Good day!” in any window: the first word in its first second, the second one in the next. */
const decoder: WindowDecoder = {
  ...{ windowSeconds: 30, maximumIds: 224 },
  vocabulary: {
    ...{ firstTimestampId: 4, endId: 3, encode: () => [] },
    decode: (ids) => ids.map((id) => pieces[id] ?? '').join(''),
  },
  features: () => tensor([[[0]]]),
  decodeWindows: async (_, options) =>
    options.map(() => ({
      ...{ ids: [4, 0, 1, 2, 104], language: 'en', temperature: 0 },
      ...{ meanLogProbability: -0.1, noSpeechProbability: 0 },
    })),
  detectLanguage: async () => [{ language: 'en', probability: 1 }],
  align: async (_, ids) => {
    const weights = new Float32Array((ids.length + 3) * frames).fill(1e-6);
    for (const [at, begin] of [0, 0, 50, 100, 100, 100].entries()) {
      weights.fill(1, at * frames + begin, at * frames + begin + 50);
    }
    return {
      weights: tensor(weights, { shape: [1, ids.length + 3, frames] }),
      firstRow: 1,
      probabilities: new Float32Array(ids.length).fill(1),
    };
  },
};
const sound = {
  samplingRate: 8000,
  channels: [Float32Array.from({ length: 24_000 }, (_, at) => 0.3 * Math.sin(at))],
};

async function written(options: { readonly format: string; readonly folder?: string }): Promise<string> {
  const texts: string[] = [];
  const output = { write: (text: string) => texts.push(text) };
  await transcribeFile(decoder, 'talks/day.wav', sound, { ...options, output, log: () => {} });
  return texts.join('');
}

it('writes text as it is known, subtitles whole, or a file', async () => {
  expect(await written({ format: 'text' })).toBe('Good day!\n');
  expect(await written({ format: 'srt' })).toBe('1\n00:00:00,000 --> 00:00:02,000\nGood day!\n\n');
  expect(await written({ format: 'vtt', folder })).toBe('');
  expect(await readFile(join(folder, 'day.vtt'), 'utf8')).toContain('00:00.000 --> 00:02.000\nGood day!');
  await expect(written({ format: 'doc' })).rejects.toThrow(/--format/);
});

it('draws what was listened to, in the terminal and as a page', async () => {
  const { segments, text } = await transcribeFile(decoder, 'day.wav', sound, {
    ...{ format: 'json', output: { write: () => true }, log: () => {} },
  });
  const windows = await Array.fromAsync(wordAttention(decoder, sound, segments));
  const [window] = windows;
  if (window === undefined) throw new Error('no window');
  const rows = showHeatMap(window, { width: 35, color: false }).split('\n').slice(-3);
  expect(rows).toEqual([
    `Good ${'█'.repeat(10)}${' '.repeat(20)}`,
    ` day ${' '.repeat(10)}${'█'.repeat(10)}${' '.repeat(10)}`,
    `   ! ${' '.repeat(20)}${'█'.repeat(10)}`,
  ]);
  expect(showHeatMap(window, { width: 35, color: true })).toContain('\u001b[48;2;');
  const page = await readFile(await writeHeatMap(folder, 'day.wav', text, windows), 'utf8');
  expect(page).toContain('data:image/png;base64,');
  expect(page).toContain('0 to 3 s');
});

it('compares words with the transcripts of a folder', async () => {
  await writeFile(join(folder, 'a.wav'), encodeWav(sound));
  await writeFile(join(folder, 'transcripts.tsv'), 'file\ttext\na.wav\tgood Day, sir\n');
  const scores = await evaluateTranscription(decoder, folder, () => {});
  expect(scores).toMatchObject({ files: 1, words: 3, byFolder: { '.': 1 / 3 }, seconds: 3 });
  expect(scores.wordErrorRate).toBeCloseTo(1 / 3);
  await writeFile(join(folder, 'transcripts.tsv'), 'name\ttext\n');
  await expect(evaluateTranscription(decoder, folder, () => {})).rejects.toThrow(/columns/);
});
