import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wasm } from '@heed/backend-wasm';
import { editDistance, use } from '@heed/core';
import {
  resample,
  speechFamilies,
  type Transcript,
  transcribeAll,
  WhisperDecoder,
  wordAttention,
} from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { fromPretrained } from '@heed/transformer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = new URL('../../.cache/pretrained/whisper-tiny-en/', import.meta.url);
const fixtures = new URL('../../fixtures/speech/', import.meta.url);
const golden: Transcript = JSON.parse(
  readFileSync(new URL('transcription/jfk-words.json', fixtures), 'utf8'),
);

async function samplesOf(name: string): Promise<Float32Array> {
  const sound = await readSound(new URL(`whisper/tiny-en/${name}.flac`, fixtures));
  const { channels } = resample(sound, 16_000);
  return channels[0] ?? new Float32Array(0);
}

const soundOf = (...parts: Float32Array[]) => {
  const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samplingRate: 16_000, channels: [samples] };
};

describe.skipIf(!existsSync(folder))('Whisper tiny.en over recordings', () => {
  let decoder: WhisperDecoder;
  beforeAll(async () => {
    use(await wasm());
    decoder = WhisperDecoder.from(await fromPretrained(fileURLToPath(folder), { families: speechFamilies }));
  });
  afterAll(() => decoder?.dispose());

  it('writes words at the times of openai/whisper in PyTorch', async () => {
    const jfk = await samplesOf('jfk');
    const sound = soundOf(jfk, new Float32Array(30 * 16_000 - jfk.length));
    const { text, segments } = await transcribeAll(decoder, sound, {
      temperatures: [0],
      wordTimestamps: true,
    });
    expect(text).toBe(golden.text);
    expect(segments.map(({ ids }) => ids)).toEqual(golden.segments.map(({ ids }) => ids));
    for (const [at, segment] of golden.segments.entries()) {
      expect(segments[at]?.meanLogProbability).toBeCloseTo(segment.meanLogProbability, 3);
      expect(segments[at]?.noSpeechProbability).toBeCloseTo(segment.noSpeechProbability, 3);
      for (const [place, word] of (segment.words ?? []).entries()) {
        const ours = segments[at]?.words?.[place];
        expect(ours?.text).toBe(word.text);
        expect(Math.abs((ours?.start ?? 0) - word.start)).toBeLessThanOrEqual(0.0201);
        expect(Math.abs((ours?.end ?? 0) - word.end)).toBeLessThanOrEqual(0.0201);
        expect(ours?.probability).toBeCloseTo(word.probability, 3);
      }
    }
    for await (const { words, weights } of wordAttention(decoder, sound, segments)) {
      expect(words.length).toBe(weights.shape[1]);
      expect(weights.shape).toEqual([8, 23, 1500]); // Punctuation is a word of its own here.;
    }
  });

  it('loses and repeats nothing over several windows', async () => {
    const parts = await Promise.all(['sense-0870', 'jfk', 'sense-0890', 'agent-alreadyon'].map(samplesOf));
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/[^a-z]+/g, ' ')
        .trim();
    const alone = [];
    for (const part of parts) alone.push(plain((await transcribeAll(decoder, soundOf(part))).text));
    const pause = new Float32Array(16_000);
    const together = soundOf(...parts.flatMap((part) => [part, pause]));
    const { text, segments } = await transcribeAll(decoder, together, { temperatures: [0] });
    // With other words around, a word may be heard differently (“ill”, “old”); none is missing and none is doubled.
    const [heard, said] = [plain(text), alone.join(' ')].map((each) => [...each.replaceAll(' ', '')]);
    expect(editDistance(heard ?? [], said ?? [])).toBeLessThanOrEqual(3);
    expect(new Set(segments.map(({ windowStart }) => windowStart)).size).toBeGreaterThan(1);
  });

  it('writes nothing where nothing is said', async () => {
    const noise = Float32Array.from({ length: 5 * 16_000 }, (_, at) => 0.001 * Math.sin(at * at));
    for (const samples of [new Float32Array(5 * 16_000), noise]) {
      expect((await transcribeAll(decoder, soundOf(samples))).segments).toEqual([]);
    }
  });
});
