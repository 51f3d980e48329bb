import { readFileSync } from 'node:fs';
import { live, OptionError, ShapeError, slice, type Tensor, tensor, zeros } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { need } from '../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../fixtures/read-golden.ts';
import { Whisper } from '../models/whisper/index.ts';
import { speechFamilies } from '../pretrained/families.ts';
import { whisperTokenizer } from '../tokenizer/whisper-tokenizer.ts';
import { WhisperVocabulary } from '../tokenizer/whisper-vocabulary.ts';
import { WhisperDecoder } from './whisper-decoder.ts';
import type { DecodeWindowOptions } from './window-decoder.ts';

/** What openai/whisper decoded: fixtures/speech/whisper/golden_published.py. */
interface Published {
  readonly nonSpeech: readonly number[];
  readonly languages: readonly Readonly<Record<string, number>>[];
  readonly alignment: {
    readonly text: readonly number[];
    readonly heads: readonly (readonly [number, number])[];
  };
  readonly runs: readonly {
    readonly multilingual: boolean;
    readonly options: {
      readonly language?: string;
      readonly task?: 'translate';
      readonly without_timestamps?: boolean;
      readonly prompt?: readonly number[];
      readonly beam_size?: number;
    };
    readonly windows: readonly {
      readonly ids: readonly number[];
      readonly language: string;
      readonly meanLogProbability: number;
      readonly noSpeechProbability: number;
    }[];
  }[];
}

const folder = new URL('../../../../fixtures/speech/whisper/published/', import.meta.url);
const published: Published = JSON.parse(readFileSync(new URL('runs.json', folder), 'utf8'));
const golden = readGolden('speech/whisper/published/io.safetensors');
const tokenizer = whisperTokenizer(readFileSync(new URL('ranks.tiktoken', folder), 'utf8'));

let model: Whisper;
let features: Tensor;
beforeAll(async () => {
  const loaded = await fromPretrained(folder.pathname, { families: speechFamilies });
  if (!(loaded.model instanceof Whisper)) return expect.unreachable();
  model = loaded.model;
  const { data, shape } = need(golden, 'features');
  features = tensor(data, { shape });
});
afterAll(() => model.dispose());

function decoderOf(several: boolean, more: object = {}): WhisperDecoder {
  const generationConfig = new HfConfig({ is_multilingual: several, ...more });
  const { vocabularySize } = model.config;
  const vocabulary = new WhisperVocabulary(tokenizer, { vocabularySize, generationConfig });
  return new WhisperDecoder(model, vocabulary, generationConfig);
}

function asked({ options }: Published['runs'][number]): DecodeWindowOptions {
  const { language, task, without_timestamps, prompt, beam_size } = options;
  return {
    ...(language !== undefined && { language }),
    ...(task !== undefined && { task }),
    ...(without_timestamps !== undefined && { withoutTimestamps: without_timestamps }),
    ...(prompt !== undefined && { previous: prompt }),
    ...(beam_size !== undefined && { beams: beam_size }),
  };
}

describe('WhisperDecoder writes what openai/whisper writes', () => {
  it.each(published.runs.map((run) => [JSON.stringify(run.options), run.multilingual, run] as const))(
    '%s, multilingual %s',
    async (_, several, run) => {
      using decoder = decoderOf(several);
      const windows = await decoder.decodeWindows(
        features,
        run.windows.map(() => asked(run)),
      );
      for (const [at, { ids, language, meanLogProbability, noSpeechProbability }] of run.windows.entries()) {
        const window = windows[at];
        expect(window?.ids).toEqual(ids);
        expect(window).toMatchObject({ language, temperature: 0 });
        expect(window?.meanLogProbability).toBeCloseTo(meanLogProbability, 4);
        expect(Math.log(window?.noSpeechProbability ?? 0)).toBeCloseTo(Math.log(noSpeechProbability), 3);
      }
    },
  );

  it('windows of different requests at once, each as alone', async () => {
    using decoder = decoderOf(true);
    const runs = published.runs.filter(({ multilingual }) => multilingual);
    const order = [5, 3, 0].map((at) => runs[at] ?? expect.unreachable());
    const windows = await decoder.decodeWindows(features, order.map(asked));
    expect(windows.map(({ ids }) => ids)).toEqual(order.map((run, at) => run.windows[at]?.ids));
  });

  it('the languages of a window', async () => {
    using decoder = decoderOf(true);
    for (const [at, languages] of published.languages.entries()) {
      const one = slice(features, { axis: 0, start: at, end: at + 1 });
      const heard = await decoder.detectLanguage(one);
      expect(heard).toHaveLength(99);
      for (const { language, probability } of heard) {
        expect(probability, language).toBeCloseTo(languages[language] ?? Number.NaN, 4);
      }
      expect(heard.map(({ probability }) => probability)).toEqual(
        heard.map(({ probability }) => probability).sort((a, b) => b - a),
      );
    }
    using english = decoderOf(false);
    expect(await english.detectLanguage(features)).toEqual([{ language: 'en', probability: 1 }]);
  });

  it('where the heads look, and how likely each id is', async () => {
    const { text, heads } = published.alignment;
    const second = slice(features, { axis: 0, start: 1, end: 2 });
    const expected = need(golden, 'alignment');
    const likely = need(golden, 'probabilities').data;
    for (const more of [{}, { alignment_heads: heads }]) {
      using decoder = decoderOf(true, more);
      const { weights, firstRow, probabilities } = await decoder.align(second, text, { language: 'de' });
      expect(weights.shape).toEqual(expected.shape);
      expect(firstRow).toBe(3);
      for (const [at, weight] of weights.dataSync().entries())
        expect(weight).toBeCloseTo(expected.data[at] ?? 9, 4);
      for (const [at, one] of probabilities.entries()) expect(one).toBeCloseTo(likely[at] ?? 9, 4);
      weights.dispose();
    }
  });

  it('the symbols that nobody says', () => {
    const { vocabularySize } = model.config;
    const { suppressedIds, endId } = new WhisperVocabulary(tokenizer, { vocabularySize });
    expect(suppressedIds.filter((id) => id < endId)).toEqual(published.nonSpeech);
  });
});

describe('WhisperDecoder draws', () => {
  const draw = async (options: DecodeWindowOptions, at = 0) => {
    using decoder = decoderOf(true);
    const one = slice(features, { axis: 0, start: at, end: at + 1 });
    const [window] = await decoder.decodeWindows(one, [{ language: 'de', ...options }]);
    return window ?? expect.unreachable();
  };

  it('equal seeds draw equal texts; a temperature near 0 the likeliest', async () => {
    const [first, again, other] = [
      await draw({ temperature: 0.8, seed: 3 }),
      await draw({ temperature: 0.8, seed: 3 }),
      await draw({ temperature: 0.8, seed: 4 }),
    ];
    expect(first).toEqual(again);
    expect(first.ids).not.toEqual(other.ids);
    expect(first.temperature).toBe(0.8);
    expect((await draw({ temperature: 1e-6, seed: 3 })).ids).toEqual((await draw({})).ids);
  });

  it('of several the likeliest counts', async () => {
    const score = ({
      ids,
      meanLogProbability,
    }: {
      ids: readonly number[];
      meanLogProbability: number;
    }): number => (meanLogProbability * (ids.length + 1)) / ids.length;
    const alone = await Promise.all([5, 6, 7].map((seed) => draw({ temperature: 1, seed })));
    const best = await draw({ temperature: 1, seed: 5, bestOf: 3 });
    expect(score(best)).toBeCloseTo(Math.max(...alone.map(score)), 6);
    expect(alone.map(({ ids }) => ids)).toContainEqual(best.ids);
  });

  it('keeps the rules of time stamps', async () => {
    using decoder = decoderOf(true);
    const { firstTimestampId, suppressedIds } = decoder.vocabulary;
    for (let seed = 0; seed < 12; seed++) {
      const { ids } = await draw({ temperature: 1.5, seed }, seed % 3);
      const times = ids.filter((id) => id >= firstTimestampId);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(ids[0]).toBeGreaterThanOrEqual(firstTimestampId);
      expect(ids[0]).toBeLessThanOrEqual(firstTimestampId + 50);
      expect(ids.some((id) => suppressedIds.includes(id))).toBe(false);
    }
  });
});

describe('WhisperDecoder', () => {
  it('has what a window is', () => {
    using decoder = decoderOf(true);
    expect(decoder).toMatchObject({ windowSeconds: 1, maximumIds: 20 });
    const heard = decoder.features(new Float32Array(7_001).fill(0.1));
    expect(heard.shape).toEqual([1, 7, 100]);
    heard.dispose();
  });

  it.each([
    [{ language: 'xx' }, 'there is no language "xx"; this model knows en, zh'],
    [{ beams: 0 }, 'beams must be a whole number from 1, got 0'],
    [{ bestOf: 1.5 }, 'bestOf must be a whole number from 1, got 1.5'],
    [{ temperature: -1 }, 'temperature must be from 0 and finite, got -1'],
    [Object({ beam: 3 }), 'unknown option'],
  ])('refuses %j', async (options, message) => {
    using decoder = decoderOf(true);
    const one = slice(features, { axis: 0, end: 1 });
    await expect(decoder.decodeWindows(one, [options])).rejects.toThrow(OptionError);
    await expect(decoder.decodeWindows(one, [options])).rejects.toThrow(message);
  });

  it('refuses a task, a language, features and a number of options that do not fit', async () => {
    using decoder = decoderOf(false);
    const one = slice(features, { axis: 0, end: 1 });
    await expect(decoder.decodeWindows(one, [{ task: 'translate' }])).rejects.toThrow('cannot translate');
    await expect(decoder.decodeWindows(one, [{ language: 'de' }])).rejects.toThrow('this model knows en');
    await expect(decoder.decodeWindows(one, [])).rejects.toThrow('1 windows, and options of 0');
    await expect(decoder.decodeWindows(zeros([7, 100]), Array(7).fill({}))).rejects.toThrow(ShapeError);
    expect(() => decoderOf(true, { alignment_heads: [[3, 0]] })).toThrow('[layer, head] pairs of 3 layers');
    expect(await decoder.decodeWindows(slice(features, { axis: 0, end: 0 }), [])).toEqual([]);
  });

  it('a signal ends the work', async () => {
    using decoder = decoderOf(true);
    const controller = new AbortController();
    const work = decoder.decodeWindows(
      features,
      [0, 1, 2].map(() => ({ language: 'en', signal: controller.signal })),
    );
    controller.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });

  it('leaves nothing behind', async () => {
    const round = async (): Promise<void> => {
      using decoder = decoderOf(true);
      await decoder.decodeWindows(features, [{}, { beams: 2 }, { temperature: 0.5, bestOf: 2, seed: 1 }]);
      const one = slice(features, { axis: 0, end: 1 });
      await decoder.detectLanguage(one);
      const { weights } = await decoder.align(one, [72, 9], {});
      weights.dispose();
      one.dispose();
    };
    await round();
    const before = live();
    await round();
    expect(live()).toEqual(before);
  });
});
