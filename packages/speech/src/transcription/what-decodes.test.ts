import { Linear, OptionError } from '@heed/core';
import { expect, it } from 'vitest';
import { standardize } from '../features/standardize.ts';
import {
  MoonshineRecognizer,
  StreamingTranscriber,
  transcribeAll,
  transcribeInBatches,
  WhisperDecoder,
} from '../index.ts';

const sound = { samplingRate: 16_000, channels: [new Float32Array(1600)] };
const model = new Linear(1, 1);

/** Functions that take a decoder, each called with something else. */
const takers: Readonly<Record<string, (given: unknown) => Promise<unknown>>> = {
  transcribe: async (given) => await Reflect.apply(transcribeAll, undefined, [given, sound]),
  transcribeInBatches: async (given) =>
    await Reflect.apply(transcribeInBatches, undefined, [given, sound]).next(),
  StreamingTranscriber: async (given) => Reflect.construct(StreamingTranscriber, [given]),
};

it.each(Object.entries(takers))('%s refuses what writes nothing down', async (name, take) => {
  for (const [given, seen] of [
    [{ model }, 'an object'],
    [Promise.resolve({ model }), 'a promise: await it first'],
    [undefined, 'undefined'],
  ]) {
    await expect(take(given)).rejects.toThrow(OptionError);
    await expect(take(given)).rejects.toThrow(
      `${name} takes a decoder, as WhisperDecoder.from(pretrained) gives, got ${seen}`,
    );
  }
});

it.each([WhisperDecoder, MoonshineRecognizer])('$name.from refuses other models, and promises', (made) => {
  const from = (given: unknown) => () => Reflect.apply(made.from, made, [given]);
  expect(from({ model })).toThrow(
    `${made.name}: needs a ${made.name.replace(/Decoder|Recognizer/, '')}, got Linear`,
  );
  expect(from(Promise.resolve({ model }))).toThrow(
    'got no model: it takes what `await fromPretrained(…)` gives',
  );
});

it('samples that are not finite are not standardised', () => {
  expect(() => standardize(Float32Array.of(0, Number.NaN))).toThrow('standardize: sample 1 is NaN');
});
