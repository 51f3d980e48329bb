import { readFileSync } from 'node:fs';
import { tensor } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { samplingRate } from './mono-stream.ts';
import type { TranscribeOptions } from './options.ts';
import { ScriptedDecoder } from './testing/scripted-decoder.ts';
import { transcribeAll } from './transcribe.ts';

interface Run {
  readonly seconds: number;
  readonly options: Readonly<Record<string, number | boolean | string | null | readonly number[]>>;
  readonly calls: readonly {
    readonly previous: readonly number[];
    readonly temperature: number;
    readonly ids: readonly number[];
    readonly meanLogProbability: number;
    readonly noSpeechProbability: number;
  }[];
  readonly aligned: readonly {
    readonly ids: readonly number[];
    readonly step: number;
    readonly offset: number;
    readonly probabilities: readonly number[];
  }[];
  readonly segments: readonly {
    readonly start: number;
    readonly end: number;
    readonly ids: readonly number[];
    readonly temperature: number;
    readonly words?: readonly { word: string; start: number; end: number; probability: number }[];
  }[];
}

const file = new URL('../../../../fixtures/speech/transcription/published-rules.json', import.meta.url);
const { pieces, spread, runs }: { pieces: string[]; spread: number; runs: Run[] } = JSON.parse(
  readFileSync(file, 'utf8'),
);
const frames = 1500;
const names: Readonly<Record<string, string>> = {
  condition_on_previous_text: 'conditionOnPreviousText',
  initial_prompt: 'initialPrompt',
  no_speech_threshold: 'noSpeechThreshold',
  logprob_threshold: 'logProbabilityThreshold',
  compression_ratio_threshold: 'compressionRatioThreshold',
  word_timestamps: 'wordTimestamps',
  hallucination_silence_threshold: 'hallucinationSilenceThreshold',
};

function optionsOf(run: Run): TranscribeOptions {
  const { clip_timestamps: bounds, ...rest } = run.options;
  const clips = Array.isArray(bounds)
    ? bounds.flatMap((start, at) =>
        at % 2 === 0 ? [{ start, ...(at + 1 < bounds.length && { end: bounds[at + 1] }) }] : [],
      )
    : [{}];
  const renamed = Object.entries(rest).map(([name, value]) => [names[name] ?? name, value]);
  return { ...Object.fromEntries(renamed), clips };
}

/** The attention that the script of the fixture has: a hill for each token, `step` frames after the one before. */
function alignmentOf({ ids, step, offset, probabilities }: Run['aligned'][number]) {
  const rows = ids.length + 3;
  const weights = new Float32Array(2 * rows * frames);
  for (let head = 0; head < 2; head++) {
    for (let row = 0; row < rows; row++) {
      const scores = Float64Array.from({ length: frames }, (_, frame) => {
        return (1 + ((frame - offset - step * (row - 1)) / spread) ** 2) ** -(1 + head / 2);
      });
      const sum = scores.reduce((total, score) => total + score, 0);
      weights.set(
        scores.map((score) => score / sum),
        (head * rows + row) * frames,
      );
    }
  }
  return {
    weights: tensor(weights, { shape: [2, rows, frames] }),
    firstRow: 1,
    probabilities: Float32Array.from(probabilities),
  };
}

describe('the rules of openai/whisper', () => {
  test.each(runs.map((run, at) => [at, run.seconds, run.options, run] as const))(
    'run %i: %f s, %j',
    async (_, seconds, __, run) => {
      let alignments = 0;
      const decoder = new ScriptedDecoder(
        pieces,
        (___, index) => run.calls[index] ?? {},
        (____, ids) => {
          const aligned = run.aligned[alignments++];
          expect(ids).toEqual(aligned?.ids);
          return alignmentOf(aligned ?? { ids: [], step: 1, offset: 0, probabilities: [] });
        },
      );
      const samples = new Float32Array(Math.round(seconds * samplingRate)).fill(0.1);
      const { segments } = await transcribeAll(
        decoder,
        { samplingRate, channels: [samples] },
        optionsOf(run),
      );
      const calls = decoder.heard.map(({ previous, temperature }) => ({ previous, temperature }));
      expect(calls).toEqual(run.calls.map(({ previous, temperature }) => ({ previous, temperature })));
      expect(segments.map(({ ids }) => ids)).toEqual(run.segments.map(({ ids }) => ids));
      // The published times of segments may fall, where a segment has no words; ours do not.
      let written = 0;
      for (const [at, { start, end, temperature, words }] of run.segments.entries()) {
        const ours = segments[at];
        expect(ours?.start).toBeCloseTo(Math.max(written, start), 6);
        expect(ours?.end).toBeCloseTo(Math.max(written, end), 6);
        expect(ours?.temperature).toBe(temperature);
        expect(ours?.words?.map(({ text }) => text)).toEqual(words?.map(({ word }) => word));
        for (const [place, word] of (words ?? []).entries()) {
          expect(ours?.words?.[place]?.start).toBeCloseTo(word.start, 6);
          expect(ours?.words?.[place]?.end).toBeCloseTo(word.end, 6);
          expect(ours?.words?.[place]?.probability).toBeCloseTo(word.probability, 5);
        }
        if (words?.length !== 0) written = Math.max(written, end);
      }
    },
  );
});
