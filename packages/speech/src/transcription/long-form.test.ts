import { live, RandomGenerator } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { samplingRate } from './mono-stream.ts';
import { speechSpans } from './speech-spans.ts';
import { StreamingTranscriber } from './streaming-transcriber.ts';
import { readingDecoder, readingOf } from './testing/reading-decoder.ts';
import { ScriptedDecoder } from './testing/scripted-decoder.ts';
import { collect, transcribeAll } from './transcribe.ts';
import { transcribeInBatches } from './transcribe-in-batches.ts';
import { wordAttention } from './word-attention.ts';

const soundOf = (samples: Float32Array) => ({ samplingRate, channels: [samples] });

describe('in batches', () => {
  test('gives what one window at a time gives, and what is said', async () => {
    for (const seed of [1, 2, 3]) {
      const reading = readingOf(new RandomGenerator(seed), 200);
      const one = await collect(
        transcribeInBatches(readingDecoder(), soundOf(reading.samples), { batch: 1 }),
      );
      const decoder = readingDecoder();
      const before = live();
      const several = await collect(transcribeInBatches(decoder, soundOf(reading.samples), { batch: 5 }));
      expect(live()).toEqual(before);
      expect(several).toEqual(one);
      expect(Math.max(...decoder.batches)).toBe(5);
      expect(one.text).toBe(reading.words.map(({ text }) => text).join(''));
      for (const [at, { start }] of one.segments.entries()) {
        expect(start).toBeGreaterThanOrEqual(one.segments[at - 1]?.end ?? 0);
      }
    }
  });

  test('tries only the windows again that need it, and draws the same for each as alone', async () => {
    const answer = ({
      samples,
      temperature = 0,
      seed = 0,
    }: {
      samples: Float32Array;
      temperature?: number;
      seed?: number;
    }) => {
      const loops = temperature < (samples[5] ?? 0);
      return { ids: loops ? Array(224).fill(0) : [1 + (seed % 3)] };
    };
    const samples = new Float32Array(120 * samplingRate);
    for (const [at, height] of [0.1, 0.5, 0.3, 0.7].entries()) {
      samples.fill(height, at * 30 * samplingRate, (at + 1) * 30 * samplingRate);
    }
    const spans = [0, 30, 60, 90].map((start) => ({ start, end: start + 30 }));
    const pieces = [' no', ' a', ' b', ' c'];
    const results = [];
    for (const batch of [1, 4]) {
      const decoder = new ScriptedDecoder(pieces, answer);
      results.push(await collect(transcribeInBatches(decoder, soundOf(samples), { batch, spans, seed: 17 })));
      if (batch === 4) expect(decoder.batches).toEqual([4, 4, 3, 2, 1]);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[0]?.segments.map(({ temperature }) => temperature)).toEqual([0.2, 0.6, 0.4, 0.8]);
  });

  test('refuses spans that overlap, and a batch of none', async () => {
    const run = (options: object) =>
      collect(transcribeInBatches(readingDecoder(), soundOf(new Float32Array(7)), options));
    await expect(run({ batch: 0 })).rejects.toThrow(/batch/);
    await expect(
      run({
        spans: [
          { start: 0, end: 5 },
          { start: 4, end: 6 },
        ],
      }),
    ).rejects.toThrow(/clip/);
    expect((await run({})).segments).toEqual([]);
  });
});

describe('stretches of speech', () => {
  const generator = new RandomGenerator(3);
  const noise = (seconds: number, height: number): Float32Array => {
    return Float32Array.from(
      { length: Math.round(seconds * samplingRate) },
      () => height * (2 * generator.nextUniform() - 1),
    );
  };

  test('are none in zeros, in nothing, and in even noise, loud or at −60 dB', () => {
    expect(speechSpans(soundOf(new Float32Array(0)))).toEqual([]);
    expect(speechSpans(soundOf(new Float32Array(5 * samplingRate)))).toEqual([]);
    expect(speechSpans(soundOf(noise(5, 0.001 * Math.sqrt(3))))).toEqual([]);
    expect(speechSpans(soundOf(noise(20, 0.5)))).toEqual([]);
  });

  test('stand out of noise that changes', () => {
    const samples = noise(40, 0.01);
    for (let at = 20 * samplingRate; at < samples.length; at++) samples[at] = 5 * (samples[at] ?? 0);
    const bursts = [
      [5, 6.5],
      [12, 12.4],
      [25, 27],
      [33.3, 34],
    ] as const;
    for (const [start, end] of bursts) {
      const gain = start < 20 ? 0.2 : 0.6;
      for (let at = start * samplingRate; at < end * samplingRate; at++)
        samples[Math.round(at)] = gain * Math.sin(at / 5);
    }
    const spans = speechSpans(soundOf(samples), { padding: 0 });
    const near = spans.filter(({ start }) => Math.abs(start - 20) > 1);
    expect(near.length).toBe(bursts.length);
    for (const [at, [start, end]] of bursts.entries()) {
      expect(Math.abs((near[at]?.start ?? 0) - start)).toBeLessThan(0.05);
      expect(Math.abs((near[at]?.end ?? 0) - end)).toBeLessThan(0.05);
    }
  });

  test('refuse what is no option', () => {
    expect(() => speechSpans(soundOf(new Float32Array(7)), { padding: -1 })).toThrow(/padding/);
  });
});

describe('streaming', () => {
  test.each([1, 2, 3])(
    'reading %i: what is stable never changes, and all is written in the end',
    async (seed) => {
      const generator = new RandomGenerator(seed);
      const { samples, words } = readingOf(generator, 70);
      const transcriber = new StreamingTranscriber(readingDecoder(), { interval: 0.5 });
      let text = '';
      let late = 0;
      for (let start = 0; start < samples.length; ) {
        const end = start + 1 + generator.nextInteger(samplingRate);
        const update = await transcriber.push(soundOf(samples.subarray(start, end)));
        expect(update.text).toBe(text + update.stable.map((word) => word.text).join(''));
        text = update.text;
        start = end;
        const said = words.filter((word) => word.end * samplingRate < start).length;
        late = Math.max(late, said - text.split(' ').length + 1);
      }
      const last = await transcriber.finish();
      expect(last.text).toBe(words.map((word) => word.text).join(''));
      expect(last.tentative).toEqual([]);
      // Words become stable at the second hearing, which is at most about three seconds after they are said.
      expect(late).toBeLessThan(9);
      expect(await transcriber.finish()).toEqual({ stable: [], tentative: [], text: last.text });
      await expect(transcriber.push(soundOf(samples))).rejects.toThrow(/finished/);
    },
  );

  test('silence is let go', async () => {
    const decoder = readingDecoder();
    const transcriber = new StreamingTranscriber(decoder, { interval: 5 });
    const quiet = new Float32Array(5 * samplingRate).fill(1e-6);
    for (let round = 0; round < 30; round++) await transcriber.push(soundOf(quiet));
    expect((await transcriber.finish()).text).toBe('');
    expect(Math.max(...decoder.heard.map(({ samples }) => samples.length))).toBeLessThanOrEqual(
      30 * samplingRate,
    );
  });

  test('a signal ends it, and options are checked', async () => {
    const transcriber = new StreamingTranscriber(readingDecoder(), {
      signal: AbortSignal.abort(new Error('enough')),
    });
    await expect(transcriber.push(soundOf(new Float32Array(samplingRate).fill(0.1)))).rejects.toThrow(
      'enough',
    );
    expect(() => new StreamingTranscriber(readingDecoder(), { interval: 0 })).toThrow(/interval/);
  });
});

test('words of a whole reading have their times', async () => {
  const reading = readingOf(new RandomGenerator(23), 40);
  const { segments } = await transcribeAll(readingDecoder(), soundOf(reading.samples), {
    wordTimestamps: true,
  });
  const words = segments.flatMap((segment) => segment.words ?? []);
  expect(words.map(({ text }) => text)).toEqual(reading.words.map(({ text }) => text));
  for (const [at, { start, end }] of words.entries()) {
    expect(end).toBeGreaterThan((reading.words[at]?.start ?? 0) + 0.1);
    expect(start).toBeLessThan((reading.words[at]?.end ?? 0) - 0.1);
  }
});

test('what was listened to for each word is where it was said', async () => {
  const reading = readingOf(new RandomGenerator(29), 45);
  const decoder = readingDecoder();
  const sound = soundOf(reading.samples);
  const { segments } = await transcribeAll(decoder, sound);
  let at = 0;
  for await (const { start, words, weights, samples } of wordAttention(decoder, sound, segments)) {
    const [heads, count, frames] = weights.shape;
    expect([heads, count, frames]).toEqual([1, words.length, Math.ceil(samples.length / 320)]);
    for (const [row, text] of words.entries()) {
      const word = reading.words[at++];
      const shares = weights.data.subarray(row * frames, (row + 1) * frames);
      const during = shares.subarray(
        Math.round(((word?.start ?? 0) - start) * 50),
        Math.round(((word?.end ?? 0) - start) * 50),
      );
      expect(text).toBe(word?.text);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
      expect(during.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(0.95);
    }
  }
  expect(at).toBe(reading.words.length);
});
