import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Transcript } from '../transcript.ts';
import { writeJson, writeSrt, writeText, writeTsv, writeVtt } from './formats.ts';

const read = (name: string): string => {
  return readFileSync(
    new URL(`../../../../../fixtures/speech/transcription/subtitles/${name}`, import.meta.url),
    'utf8',
  );
};

interface Published {
  readonly text: string;
  readonly segments: readonly {
    readonly seek: number;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly tokens: number[];
    readonly temperature: number;
    readonly avg_logprob: number;
    readonly compression_ratio: number;
    readonly no_speech_prob: number;
    readonly words: readonly { word: string; start: number; end: number; probability: number }[];
  }[];
}

function transcriptOf(published: Published, withWords: boolean): Transcript {
  const segments = published.segments.map(({ words, ...segment }) => ({
    ...{ start: segment.start, end: segment.end, text: segment.text, ids: segment.tokens, language: 'en' },
    ...{
      windowStart: segment.seek / 100,
      temperature: segment.temperature,
      meanLogProbability: segment.avg_logprob,
    },
    ...{ compressionRatio: segment.compression_ratio, noSpeechProbability: segment.no_speech_prob },
    ...(withWords && { words: words.map(({ word, ...times }) => ({ text: word, ...times })) }),
  }));
  return { text: published.text, segments, language: 'en', seconds: 4000 };
}

const published: Published = JSON.parse(read('transcript.json'));
const plain = transcriptOf(published, false);
const words = transcriptOf(published, true);

test('segments are written as openai/whisper writes them', () => {
  expect(writeText(plain)).toBe(read('plain.txt'));
  expect(writeSrt(plain)).toBe(read('plain.srt'));
  expect(writeVtt(plain)).toBe(read('plain.vtt'));
  expect(writeTsv(plain)).toBe(read('plain.tsv'));
  expect(JSON.parse(writeJson(plain))).toEqual(JSON.parse(read('plain.json')));
  expect(JSON.parse(writeJson(words))).toEqual({ ...published, language: 'en' });
});

test.each([
  ['words', {}],
  ['highlighted', { highlightWords: true }],
  ['lines', { maxLineWidth: 16, maxLineCount: 2 }],
  ['narrow', { maxLineWidth: 12 }],
  ['few', { maxWordsPerLine: 2 }],
])('words are cut as openai/whisper cuts them: %s', (name, options) => {
  expect(writeSrt(words, options)).toBe(read(`${name}.srt`));
  expect(writeVtt(words, options)).toBe(read(`${name}.vtt`));
});

test('an empty transcript is an empty file, and unknown options are refused', () => {
  const empty = { text: '', segments: [], seconds: 0 };
  expect([writeText(empty), writeSrt(empty), writeVtt(empty)]).toEqual(['', '', 'WEBVTT\n\n']);
  // @ts-expect-error: no such option
  expect(() => writeSrt(words, { maximumLineWidth: 16 })).toThrow(/maximumLineWidth/);
});
