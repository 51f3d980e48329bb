import { live, OptionError, RandomGenerator, ShapeError, ValueError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSound } from '../node/read-sound.ts';
import type { Sound } from '../sound/sound.ts';
import { samplingRate } from '../transcription/mono-stream.ts';
import { ScriptedDecoder } from '../transcription/testing/scripted-decoder.ts';
import { collect, transcribeAll } from '../transcription/transcribe.ts';
import { transcribeInBatches } from '../transcription/transcribe-in-batches.ts';
import { weights } from './checkpoint/weights.ts';
import { VoiceActivityDetector } from './detector.ts';
import { contextFrames, VoiceActivityNetwork } from './network.ts';
import { smoothedSpans, spansAbove } from './spans.ts';

/** 11 s of a speech of 1961, which training did not hear. */
const jfk = new URL('../../../../fixtures/speech/whisper/tiny-en/jfk.flac', import.meta.url);

const soundOf = (samples: Float32Array, rate = samplingRate): Sound => ({
  samplingRate: rate,
  channels: [samples],
});
const noise = (length: number, seed = 1): Float32Array => {
  const generator = new RandomGenerator(seed);
  return Float32Array.from({ length }, () => 0.1 * generator.nextNormal());
};

describe('VoiceActivityNetwork', () => {
  it('is small, and knows its context and no more', () => {
    expect(weights.length).toBeLessThan(100_000);
    const network = new VoiceActivityNetwork().initialize(new RandomGenerator(0));
    expect(network.parameterCount()).toBeLessThan(30_000);
    const features = new RandomGenerator(1).normal([1, 32, 2 * contextFrames + 7]);
    expect(network.forward(features).shape).toEqual([1, 7]);
    for (const shape of [
      [1, 32, 108],
      [1, 31, 120],
      [32, 120],
    ]) {
      expect(() => network.forward(new RandomGenerator(1).normal(shape))).toThrow(ShapeError);
    }
  });
});

describe('VoiceActivityDetector', () => {
  it('a probability for each hundredth of a second, the same however long the sound is', async () => {
    using detector = await VoiceActivityDetector.load();
    const long = noise(16_000 * 13);
    const whole = await detector.probabilities(soundOf(long));
    expect(whole.length).toBe(Math.floor((long.length - 400) / 160) + 1);
    expect(whole.every((value) => value >= 0 && value <= 1)).toBe(true);
    // Away from the ends of a part by more than the context, a part is heard as in the whole.
    const from = 3;
    const part = await detector.probabilities(soundOf(long.subarray(from * 16_000, (from + 4) * 16_000)));
    for (let at = contextFrames; at < part.length - contextFrames; at++) {
      expect(Math.abs((part[at] ?? 9) - (whole[100 * from + at] ?? 0))).toBeLessThan(1e-4);
    }
  });

  it('noise, tones and silence are no speech; a recording in noise is', async () => {
    using detector = await VoiceActivityDetector.load();
    const tone = Float32Array.from({ length: 32_000 }, (_, at) => 0.3 * Math.sin(at / 5));
    for (const samples of [noise(32_000), tone, new Float32Array(32_000)]) {
      expect(await detector.spans(soundOf(samples))).toEqual([]);
    }
    const [voice = new Float32Array()] = (await readSound(jfk)).channels;
    const power = voice.reduce((sum, sample) => sum + sample * sample, 0) / voice.length;
    const added = noise(voice.length, 2).map((sample) => 10 * Math.sqrt(power / 10) * sample);
    const spans = await detector.spans(soundOf(voice.map((sample, at) => sample + (added[at] ?? 0))));
    const heard = spans.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(heard).toBeGreaterThan(6);
    expect(spans[0]?.start).toBeLessThan(1);
    expect(spans.at(-1)?.end).toBeGreaterThan(9.5);
  });

  it('bad sounds: nothing, a frame too little, NaN; and bad options', async () => {
    using detector = await VoiceActivityDetector.load();
    expect((await detector.probabilities(soundOf(new Float32Array(0)))).length).toBe(0);
    expect((await detector.probabilities(soundOf(noise(399)))).length).toBe(0);
    expect((await detector.probabilities(soundOf(noise(400)))).length).toBe(1);
    expect((await detector.probabilities(soundOf(noise(801), 8000))).length).toBe(8);
    await expect(detector.spans(soundOf(Float32Array.of(0, Number.NaN)))).rejects.toThrow(ValueError);
    await expect(detector.spans(soundOf(noise(400)), { padding: -1 })).rejects.toThrow(OptionError);
    await expect(detector.spans(soundOf(noise(400)), JSON.parse('{"loud":1}'))).rejects.toThrow(OptionError);
  });

  it('leaves no tensor behind', async () => {
    const round = async (): Promise<void> => {
      using detector = await VoiceActivityDetector.load();
      await detector.spans(soundOf(noise(4000)));
    };
    await round();
    const before = live();
    await round();
    expect(live()).toEqual(before);
  });
});

describe('spans', () => {
  it('begin above one bound and end at another', () => {
    const values = Float32Array.of(0, 0.6, 0.4, 0.5, 0.3, 0.4, 0.7);
    expect(spansAbove(values, { begin: 0.5, end: 0.35, framesPerSecond: 100 })).toEqual([
      { start: 0.01, end: 0.04 },
      { start: 0.06, end: 0.07 },
    ]);
  });

  it('rise, lie within the sound, do not touch, and hold all speech that is long enough', () => {
    const spans = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })), { maxLength: 9 })
      .map((parts) => {
        let at = 0;
        return parts.map(([pause, length]) => {
          const start = (at + pause) / 100;
          at += pause + length;
          return { start, end: at / 100 };
        });
      });
    fc.assert(
      fc.property(spans, (found) => {
        const seconds = found.at(-1)?.end ?? 1;
        const options = { minimumSpeech: 0.1, minimumSilence: 0.3, padding: 0.2 };
        const smoothed = smoothedSpans(found, seconds, options);
        let before = -1;
        for (const { start, end } of smoothed) {
          expect(start).toBeGreaterThan(before);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(seconds);
          before = end;
        }
        for (const { start, end } of found) {
          if (end - start < 0.11) continue;
          expect(smoothed.some((span) => span.start <= start && span.end >= end)).toBe(true);
        }
      }),
    );
  });
});

describe('transcription with voiceActivity', () => {
  const samples = noise(70 * samplingRate);
  /** Somebody speaks from the 12th second to the 14th and from the 65th to the 66th of the sound, told by a mark. */
  const marked = samples.slice();
  for (const second of [12, 13, 65]) marked.fill(0.9, second * samplingRate, (second + 1) * samplingRate);
  const voiceActivity = {
    spans: ({ channels: [heard = new Float32Array()] }: Sound) => {
      const first = heard.indexOf(marked[12 * samplingRate] ?? 0);
      const last = heard.lastIndexOf(marked[12 * samplingRate] ?? 0);
      return first < 0 ? [] : [{ start: first / samplingRate, end: (last + 1) / samplingRate }];
    },
  };
  const steady = (): ScriptedDecoder => new ScriptedDecoder([' sea', ' is'], () => ({ ids: [0, 1] }));

  it('windows begin where somebody speaks; where nobody does nothing is heard', async () => {
    const decoder = steady();
    const { segments } = await transcribeAll(decoder, soundOf(marked), { voiceActivity });
    expect(segments.map(({ start }) => start)).toEqual([12, 65]);
    expect(decoder.heard.map((window) => window.samples.length / samplingRate)).toEqual([30, 5]);
    const silent = steady();
    expect((await transcribeAll(silent, soundOf(samples), { voiceActivity })).segments).toEqual([]);
    expect(silent.heard).toEqual([]);
  });

  it('sound in parts: the same', async () => {
    async function* parts(): AsyncGenerator<Sound> {
      for (let at = 0; at < marked.length; at += 50_000) yield soundOf(marked.subarray(at, at + 50_000));
    }
    const { segments } = await transcribeAll(steady(), parts(), { voiceActivity });
    expect(segments.map(({ start }) => start)).toEqual([12, 65]);
  });

  it('in batches it tells the parts', async () => {
    const spans = () => [
      { start: 11, end: 15 },
      { start: 64, end: 67 },
    ];
    const found = await collect(transcribeInBatches(steady(), soundOf(marked), { voiceActivity: { spans } }));
    expect(found.segments.map(({ start }) => start)).toEqual([11, 64]);
  });
});
