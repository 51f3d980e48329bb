import { RandomGenerator } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { samplingRate } from './mono-stream.ts';
import { readingDecoder, readingOf } from './testing/reading-decoder.ts';
import { transcribeAll } from './transcribe.ts';

describe('no word is lost or doubled at the seams', () => {
  const generator = new RandomGenerator(11);
  test.each(Array.from({ length: 40 }, (_, at) => [at, 31 + 80 * generator.nextUniform()] as const))(
    'reading %i, cut at %f s',
    async (seed, seconds) => {
      const reading = readingOf(new RandomGenerator(seed), 130);
      const length = Math.round(seconds * samplingRate);
      const sound = { samplingRate, channels: [reading.samples.subarray(0, length)] };
      const whole = reading.words.filter(({ end }) => end <= length / samplingRate);
      const { segments, text } = await transcribeAll(readingDecoder(), sound);
      expect(text).toBe(whole.map((word) => word.text).join(''));
      expect(segments[0]?.start).toBeCloseTo(whole[0]?.start ?? 0, 6);
      expect(segments.at(-1)?.end).toBeCloseTo(whole.at(-1)?.end ?? 0, 6);
      // Two clips that meet between two words write what the whole does.
      const at = generator.nextInteger(whole.length - 1);
      const cut = (whole[at]?.end ?? 0) + 0.02;
      const clips = [{ end: cut }, { start: cut }];
      expect((await transcribeAll(readingDecoder(), sound, { clips })).text).toBe(text);
    },
  );
});
