import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wasm } from '@heed/backend-wasm';
import { gather, slice, type Tensor, tensor, tidy, use } from '@heed/core';
import { speechFamilies, Whisper, WhisperDecoder } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { fromPretrained } from '@heed/transformer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../fixtures/golden-module.ts';
import { type GoldenArray, readGolden } from '../../fixtures/read-golden.ts';

interface Decoded {
  readonly ids: readonly number[];
  readonly meanLogProbability: number;
  readonly noSpeechProbability: number;
}

/** What openai/whisper decodes: fixtures/speech/whisper/golden_tiny_en.py. */
interface Run {
  readonly sound: string;
  readonly plain: Decoded;
  readonly timed: Decoded;
  readonly beams?: Decoded;
}

const folder = new URL('../../.cache/pretrained/whisper-tiny-en/', import.meta.url);
const fixtures = new URL('../../fixtures/speech/whisper/tiny-en/', import.meta.url);
const runs: readonly Run[] = JSON.parse(readFileSync(new URL('runs.json', fixtures), 'utf8'));
const golden = readGolden('speech/whisper/tiny-en/io.safetensors');

async function load(options: Parameters<typeof fromPretrained>[1] = {}): Promise<WhisperDecoder> {
  const pretrained = await fromPretrained(fileURLToPath(folder), { families: speechFamilies, ...options });
  return WhisperDecoder.from(pretrained);
}

async function featuresOf(decoder: WhisperDecoder, name: string): Promise<Tensor> {
  const sound = await readSound(fileURLToPath(new URL(`${name}.flac`, fixtures)));
  const [samples = new Float32Array()] = sound.channels;
  return decoder.features(samples);
}

function worst(actual: Tensor, { data }: GoldenArray): number {
  const scale = Math.max(...Array.from(data, Math.abs));
  const numbers = actual.dataSync();
  expect(numbers).toHaveLength(data.length);
  return Math.max(...Array.from(numbers, (value, at) => Math.abs(value - (data[at] ?? Number.NaN)))) / scale;
}

// `pnpm pretrained whisper` fetches and converts the weights; without them this says skipped.
describe.skipIf(!existsSync(folder))('Whisper tiny.en, the published weights', () => {
  let decoder: WhisperDecoder;
  beforeAll(async () => {
    use(await wasm());
    decoder = await load();
  });
  afterAll(() => {
    decoder?.dispose();
    decoder?.model.dispose();
  });

  it('encoder and first logits as transformers', async () => {
    const features = await featuresOf(decoder, 'jfk');
    tidy(() => {
      const { model } = decoder;
      const encoded = model.encode(features);
      const rows = Int32Array.from({ length: 60 }, (_, at) => 25 * at);
      const some = gather(encoded.memory, tensor(rows), { axis: 1 });
      expect(worst(some, need(golden, 'encoder_hidden'))).toBeLessThan(1e-4);
      const logits = model.decode(tensor([[50_257, 50_362]], { dtype: 'int32' }), encoded);
      expect(worst(slice(logits, { axis: 1, start: 1 }), need(golden, 'first_logits'))).toBeLessThan(1e-4);
    });
    features.dispose();
  });

  it.each(runs.map((run) => [run.sound, run] as const))(
    '%s: the ids of openai/whisper, without time stamps, with them, and by beams',
    async (sound, run) => {
      const features = await featuresOf(decoder, sound);
      const ways = [
        ['plain', { withoutTimestamps: true }],
        ['timed', {}],
        ['beams', { beams: 5 }],
      ] as const;
      for (const [way, options] of ways) {
        const expected = run[way];
        if (expected === undefined) continue;
        const [window] = await decoder.decodeWindows(features, [options]);
        expect(window?.ids, way).toEqual(expected.ids);
        expect(window?.meanLogProbability).toBeCloseTo(expected.meanLogProbability, 2);
        expect(window?.noSpeechProbability).toBeCloseTo(expected.noSpeechProbability, 3);
      }
      features.dispose();
    },
  );

  it.each([{ dtype: 'float16' }, { quantize: 'q8_0' }] as const)('with matrices as %j', async (options) => {
    const smaller = await load(options);
    const features = await featuresOf(smaller, 'agent-alreadyon');
    const [window] = await smaller.decodeWindows(features, [{ withoutTimestamps: true }]);
    expect(smaller.vocabulary.decode(window?.ids ?? [])).toBe(
      ' That agent is already logged on. Please enter your agent number followed by the pound key.',
    );
    expect(smaller.model.model.decoder.embedTokens.weight.dtype).toBe(Object.values(options)[0]);
    features.dispose();
    smaller.dispose();
    smaller.model.dispose();
  });

  it('is a Whisper of English alone', () => {
    expect(decoder.model).toBeInstanceOf(Whisper);
    expect(decoder.vocabulary).toMatchObject({
      multilingual: false,
      endId: 50_256,
      firstTimestampId: 50_363,
    });
  });
});
