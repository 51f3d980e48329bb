import { type RandomGenerator, tensor } from '@heed/core';
import type { WindowAlignment } from '../../decoding/window-decoder.ts';
import { samplingRate } from '../mono-stream.ts';
import { type HeardWindow, type ScriptedAnswer, ScriptedDecoder } from './scripted-decoder.ts';

const wordCount = 200;
const step = 0.02;
/** Samples of one step of the time stamps. */
const stepSamples = samplingRate * step;
/** What is heard where no word is: not digital silence. */
const background = 1e-6;

/** A word of a reading, in seconds. */
export interface ReadWord {
  readonly text: string;
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** A sound in which words can be read: each is a stretch of one height, which says which word it is. */
export interface Reading {
  readonly samples: Float32Array;
  readonly words: readonly ReadWord[];
}

/** Words of random lengths with random pauses between them, up to about a number of seconds. */
export function readingOf(generator: RandomGenerator, seconds: number): Reading {
  const words: ReadWord[] = [];
  let at = generator.nextInteger(50);
  while (at * step < seconds) {
    const length = 10 + generator.nextInteger(50);
    const id = generator.nextInteger(wordCount);
    words.push({ text: ` w${id}`, id, start: at * step, end: (at + length) * step });
    at += length + 2 + generator.nextInteger(generator.nextUniform() < 0.1 ? 200 : 20);
  }
  const samples = new Float32Array(at * stepSamples).fill(background);
  for (const { id, start, end } of words) {
    samples.fill((id + 1) / 1000, Math.round(start * samplingRate), Math.round(end * samplingRate));
  }
  return { samples, words };
}

const pieces = Array.from({ length: wordCount }, (_, id) => ` w${id}`);
const firstTimestampId = wordCount + 1;

/**
 * Reads such a sound exactly, in segments of one to four words; a word that is cut off at the end of a window is begun
 * and not finished.
 */
export function readingDecoder(): ScriptedDecoder {
  return new ScriptedDecoder(pieces, readWindow, alignWindow);
}

function readWindow({ samples }: HeardWindow): ScriptedAnswer {
  const runs = runsOf(samples);
  const end = Math.floor(samples.length / stepSamples);
  const cut = runs.at(-1)?.end === end ? runs.pop() : undefined;
  const ids: number[] = [];
  for (let at = 0; at < runs.length; ) {
    const segment = runs.slice(at, at + 1 + ((runs[at]?.id ?? 0) % 4));
    const [first, last] = [segment[0]?.start ?? 0, segment.at(-1)?.end ?? 0];
    ids.push(firstTimestampId + first, ...segment.map(({ id }) => id), firstTimestampId + last);
    at += segment.length;
  }
  const isFull = samples.length === 30 * samplingRate;
  if (cut !== undefined && isFull) ids.push(firstTimestampId + cut.start, cut.id);
  return { ids };
}

interface Run {
  readonly id: number;
  /** In steps of the time stamps. */
  readonly start: number;
  end: number;
}

function runsOf(samples: Float32Array): Run[] {
  const runs: Run[] = [];
  for (let at = 0; (at + 1) * stepSamples <= samples.length; at++) {
    const id = Math.round(1000 * (samples[at * stepSamples + stepSamples / 2] ?? 0)) - 1;
    const last = runs.at(-1);
    if (id < 0) continue;
    if (last?.id === id && last.end === at) last.end = at + 1;
    else runs.push({ id, start: at, end: at + 1 });
  }
  return runs;
}

/** Attention that stays with each word from its beginning to its end. */
function alignWindow(samples: Float32Array, ids: readonly number[]): WindowAlignment {
  const frames = 1500;
  const rows = ids.length + 3;
  const runs = runsOf(samples);
  const weights = new Float32Array(rows * frames).fill(1e-4);
  for (let row = 0; row < rows; row++) {
    const run = runs[Math.min(Math.max(row - 1, 0), runs.length - 1)];
    const [from, to] = row - 1 < runs.length ? [run?.start, run?.end] : [run?.end, frames];
    weights.fill(1, row * frames + (from ?? 0), row * frames + (to ?? frames));
  }
  return {
    weights: tensor(weights, { shape: [1, rows, frames] }),
    firstRow: 1,
    probabilities: new Float32Array(ids.length).fill(0.5),
  };
}
