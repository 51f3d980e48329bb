import { RandomGenerator } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resample } from '../sound/resample.ts';
import type { Sound } from '../sound/sound.ts';
import { MonoStream, samplingRate } from './mono-stream.ts';
import { type HeardWindow, type ScriptedAnswer, ScriptedDecoder } from './testing/scripted-decoder.ts';
import { transcribe, transcribeAll } from './transcribe.ts';

const pieces = [' sea', ' is', ' wide', ' and', ' quiet', ' thanks', ' no'];

const wave = Float32Array.from({ length: 70 * samplingRate }, (_, at) => 0.1 * Math.sin(at + 1));

function tone(seconds: number, rate = samplingRate): Sound {
  const length = Math.round(seconds * rate);
  const samples =
    length <= wave.length
      ? wave.subarray(0, length)
      : Float32Array.from({ length }, (_, at) => 0.1 * Math.sin(at + 1));
  return { samplingRate: rate, channels: [samples] };
}

function decoder(answer: (window: HeardWindow, index: number) => ScriptedAnswer): ScriptedDecoder {
  return new ScriptedDecoder(pieces, answer);
}

const steady = (): ScriptedAnswer => ({ ids: [0, 1, 2] });

describe('silence and the last window', () => {
  test('zeros are no text', async () => {
    const listener = decoder(steady);
    const zeros = { samplingRate, channels: [new Float32Array(5 * samplingRate)] };
    expect(await transcribeAll(listener, zeros)).toEqual({ text: '', segments: [], seconds: 5 });
    expect(listener.heard).toEqual([]);
  });

  test('a sound of 0 samples is no text', async () => {
    const none = { samplingRate: 44_100, channels: [new Float32Array(0)] };
    expect(await transcribeAll(decoder(steady), none)).toEqual({ text: '', segments: [], seconds: 0 });
  });

  test.each([
    [29.9, 1],
    [30, 1],
    [30.1, 2],
    [60, 2],
    [0.6, 1],
    [1 / samplingRate, 1],
  ])('%f s are %i windows, and no time is past the end', async (seconds, windows) => {
    const listener = decoder(({ samples }) => {
      const end = listener.stamp(samples.length / samplingRate + 1);
      return { ids: [listener.stamp(0), 0, 1, end] };
    });
    const { segments } = await transcribeAll(listener, tone(seconds));
    expect(listener.heard.length).toBe(windows);
    expect(segments.map(({ start }) => start)).toEqual(windows === 1 ? [0] : [0, 30]);
    expect(segments.at(-1)?.end).toBeLessThanOrEqual(seconds);
    const heard = listener.heard.reduce((sum, { samples }) => sum + Math.ceil(samples.length / 160), 0);
    expect(heard).toBe(Math.ceil(Math.round(seconds * samplingRate) / 160));
  });

  test.each([
    ['(a) no speech, and unlikely: dropped', -1.5, 0],
    ['(b) no speech, but likely: kept', -0.2, 1],
  ])('%s', async (_, meanLogProbability, count) => {
    const listener = decoder(() => ({ ids: [5], noSpeechProbability: 0.9, meanLogProbability }));
    expect((await transcribeAll(listener, tone(3))).segments.length).toBe(count);
    expect(listener.heard.length).toBe(1);
  });

  test('(c) one token for ever is tried hotter, then dropped, and is not the next prompt', async () => {
    const listener = decoder((_, index) => (index < 6 ? { ids: Array(224).fill(6) } : { ids: [0, 1, 2] }));
    const { text } = await transcribeAll(listener, tone(50));
    expect(text).toBe(' sea is wide');
    expect(listener.heard.map(({ temperature }) => temperature)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1, 0]);
    expect(listener.heard.map(({ previous }) => previous)).toEqual(Array(7).fill([]));
    expect(new Set(listener.heard.map(({ seed }) => seed)).size).toBe(7);
  });

  test('(c) a loop that ends at a higher temperature is kept, and from 0.6 on is not the next prompt', async () => {
    for (const [attempts, prompt] of [
      [1, [0, 1, 2]],
      [3, []],
    ] as const) {
      const listener = decoder((_, index) =>
        index < attempts ? { ids: Array(224).fill(6) } : { ids: [0, 1, 2] },
      );
      const { segments } = await transcribeAll(listener, tone(31));
      expect(segments[0]?.temperature).toBeCloseTo(0.2 * attempts);
      expect(listener.heard.at(-1)?.previous).toEqual(prompt);
    }
  });

  test('(d) an end stamp like the start stamp does not hold the window back', async () => {
    const listener: ScriptedDecoder = decoder(() => {
      const zero = listener.stamp(0);
      return { ids: [zero, 0, zero, zero] };
    });
    expect((await transcribeAll(listener, tone(61))).segments).toEqual([]);
    expect(listener.heard.length).toBe(3);
  });

  test('(e) what follows a stamp that falls is heard again', async () => {
    const listener: ScriptedDecoder = decoder((_, index) => {
      const [zero, five, three] = [0, 5, 3].map((seconds) => listener.stamp(seconds));
      if (index === 0) return { ids: [zero ?? 0, 0, five ?? 0, five ?? 0, 1, three ?? 0, three ?? 0, 2] };
      return { ids: [zero ?? 0, 1, 2, five ?? 0] };
    });
    const { segments } = await transcribeAll(listener, tone(12));
    expect(segments.map(({ start, end, text }) => [start, end, text])).toEqual([
      [0, 5, ' sea'],
      [5, 10, ' is wide'],
    ]);
  });

  test('ends, and times rise within the sound, whatever is answered', async () => {
    const stamps = fc.integer({ min: 8, max: 1508 });
    const answers = fc.array(
      fc.record({
        ids: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), stamps), { maxLength: 12 }),
        meanLogProbability: fc.double({ min: -3, max: 0, noNaN: true }),
        noSpeechProbability: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 7 },
    );
    await fc.assert(
      fc.asyncProperty(answers, fc.double({ min: 0.01, max: 70, noNaN: true }), async (script, seconds) => {
        const listener = decoder((_, index) => script[index % script.length] ?? {});
        const transcript = await transcribeAll(listener, tone(seconds), { temperatures: [0, 0.5] });
        let last = 0;
        for (const { start, end } of transcript.segments) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(transcript.seconds);
      }),
      { numRuns: 40 },
    );
  });
});

describe('clips', () => {
  const bounds = async (clips: { start?: number; end?: number }[]): Promise<number[][]> => {
    const { segments } = await transcribeAll(decoder(steady), tone(47), { clips });
    return segments.map(({ start, end }) => [start, end]);
  };

  test('past the end are cut to it, and an empty one says nothing', async () => {
    expect(await bounds([{ start: 40, end: 47 + 1 / samplingRate }])).toEqual([[40, 47]]);
    expect(await bounds([{ start: 5, end: 5 }])).toEqual([]);
    expect(await bounds([{ start: 47 }])).toEqual([]);
    expect(await bounds([{ start: 1000, end: 2000 }])).toEqual([]);
    expect(await bounds([{ start: 2, end: 3.5 }, { start: 10 }])).toEqual([
      [2, 3.5],
      [10, 40],
      [40, 47],
    ]);
  });

  test.each([
    [[{ start: 5, end: 4 }]],
    [[{ start: 5, end: 9 }, { start: 8 }]],
    [[{ start: -1 }]],
    [[{ start: Number.NaN }]],
  ])('that run backwards are refused: %j', async (clips) => {
    await expect(bounds(clips)).rejects.toThrow(/clip/);
  });
});

describe('options', () => {
  test('are passed on; the language is heard once, in the first window', async () => {
    const listener = decoder(steady);
    let detected = 0;
    listener.detectLanguage = async () => {
      detected++;
      return [
        { language: 'de', probability: 0.75 },
        { language: 'nl', probability: 0.25 },
      ];
    };
    const options = { task: 'translate', beams: 3, bestOf: 2, initialPrompt: ' sea is ', seed: 5 } as const;
    const transcript = await transcribeAll(listener, tone(61), options);
    expect([transcript.language, transcript.segments[0]?.language, detected]).toEqual(['de', 'de', 1]);
    expect(listener.heard[0]).toMatchObject({
      language: 'de',
      task: 'translate',
      beams: 3,
      bestOf: 2,
      previous: [0, 1],
    });
    expect(listener.heard[1]?.previous).toEqual([0, 1, 0, 1, 2]);
    await transcribeAll(listener, tone(1), { language: 'fr' });
    expect([listener.heard.at(-1)?.language, detected]).toEqual(['fr', 1]);
  });

  test('the text before is cut to what the model takes', async () => {
    const listener = decoder((_, index) => ({
      ids: Array.from({ length: 100 }, (__, at) => (at * at + index) % 7),
    }));
    await transcribeAll(listener, tone(150), { compressionRatioThreshold: null });
    expect(listener.heard.map(({ previous }) => previous?.length)).toEqual([0, 100, 200, 223, 223]);
  });

  test('unknown ones and values out of range are refused', async () => {
    // @ts-expect-error: no such option
    await expect(transcribeAll(decoder(steady), tone(1), { beam: 3 })).rejects.toThrow(/unknown option beam/);
    await expect(transcribeAll(decoder(steady), tone(1), { temperatures: [] })).rejects.toThrow(
      /temperatures/,
    );
    await expect(
      transcribeAll(decoder(steady), tone(1), { hallucinationSilenceThreshold: 2 }),
    ).rejects.toThrow(/wordTimestamps/);
  });

  test('a signal ends it; progress tells the seconds', async () => {
    const controller = new AbortController();
    const told: unknown[] = [];
    const options = { signal: controller.signal, onProgress: (progress: unknown) => told.push(progress) };
    const texts: string[] = [];
    const run = async (): Promise<void> => {
      for await (const { text } of transcribe(decoder(steady), tone(100), options)) {
        texts.push(text);
        if (texts.length === 2) controller.abort(new Error('enough'));
      }
    };
    await expect(run()).rejects.toThrow('enough');
    expect(texts.length).toBe(2);
    expect(told).toEqual([
      { done: 30, total: 100 },
      { done: 60, total: 100 },
    ]);
  });
});

describe('sound', () => {
  test('in parts is heard as the whole, at any rate, and no more than a window is kept', async () => {
    const generator = new RandomGenerator(7);
    for (const [rate, length] of [
      [8000, 31.3],
      [11_025, 3.3],
      [16_000, 31.3],
      [44_100, 4.3],
    ] as const) {
      const left = Float32Array.from(
        { length: Math.round(length * rate) },
        () => generator.nextUniform() - 0.5,
      );
      const right = left.map((sample, at) => (at % 2 === 0 ? sample : 0));
      const mono = left.map((sample, at) => (sample + (right[at] ?? 0)) / 2);
      const whole = resample({ samplingRate: rate, channels: [mono] }, samplingRate).channels[0];
      async function* parts(): AsyncGenerator<Sound> {
        for (let start = 0; start < left.length; ) {
          const end = start + 1 + generator.nextInteger(3 * rate);
          yield { samplingRate: rate, channels: [left.subarray(start, end), right.subarray(start, end)] };
          start = end;
        }
      }
      const listener = decoder(steady);
      const { seconds } = await transcribeAll(listener, parts());
      expect(seconds).toBeCloseTo(length, 3);
      const heard = listener.heard.flatMap(({ samples }) => [...samples]);
      expect(heard.length).toBe(whole?.length);
      const furthest = heard.reduce(
        (most, sample, at) => Math.max(most, Math.abs(sample - (whole?.[at] ?? 0))),
        0,
      );
      expect(furthest).toBeLessThan(1e-6);
    }
  });

  test('an hour is read window by window', async () => {
    let [given, most] = [0, 0];
    const part = tone(10);
    const listener = decoder(() => {
      most = Math.max(most, given - listener.heard.length * 30);
      return { ids: [listener.heard.length % 7] };
    });
    async function* hour(): AsyncGenerator<Sound> {
      for (; given < 3600; given += 10) yield part;
    }
    const { segments, seconds } = await transcribeAll(listener, hour());
    expect([segments.length, seconds, segments.at(-1)?.end]).toEqual([120, 3600, 3600]);
    expect(most).toBeLessThanOrEqual(40);
  });

  test('that changes under way, or is none, is refused', async () => {
    const parts = async function* (...all: Sound[]): AsyncGenerator<Sound> {
      yield* all;
    };
    await expect(transcribeAll(decoder(steady), parts(tone(1), tone(1, 8000)))).rejects.toThrow(/8000/);
    await expect(transcribeAll(decoder(steady), parts(tone(1, 8000.5)))).rejects.toThrow(/whole number/);
    const stereo = { samplingRate, channels: [new Float32Array(7), new Float32Array(7)] };
    await expect(transcribeAll(decoder(steady), parts(stereo, tone(1)))).rejects.toThrow(/channels/);
    const broken = { samplingRate, channels: [Float32Array.of(0, Number.NaN)] };
    await expect(transcribeAll(decoder(steady), broken)).rejects.toThrow(/NaN/);
  });

  test('a source that is not read to its end is closed', async () => {
    let closed = false;
    async function* endless(): AsyncGenerator<Sound> {
      try {
        while (true) yield tone(10);
      } finally {
        closed = true;
      }
    }
    await transcribeAll(decoder(steady), endless(), { clips: [{ end: 31 }] });
    expect(closed).toBe(true);
  });

  test('the stream gives nothing twice', () => {
    const stream = new MonoStream();
    const sound = tone(2.5, 8000);
    const lengths = [
      stream.push(sound).length,
      stream.push(sound).length,
      stream.finish().length,
      stream.finish().length,
    ];
    expect(lengths).toEqual([16_000, 48_000, 16_000, 0]);
    expect(stream.seconds).toBe(5);
  });
});

test('speech that repeats itself, and ends, is kept', async () => {
  const repeated = decoder(() => ({ ids: Array(60).fill(6) }));
  const { segments } = await transcribeAll(repeated, tone(3));
  expect(segments.map(({ ids, temperature }) => [ids.length, temperature])).toEqual([[60, 1]]);
});
