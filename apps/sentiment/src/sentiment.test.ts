import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import { cpu, FormatError, live, OptionError, RandomGenerator, use } from '@heed/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitTemperature } from './calibrate.ts';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { builtInCheckpoint, loadCheckpoint } from './checkpoint-folder.ts';
import { classify } from './classifier.ts';
import { classifyCsv } from './csv.ts';
import { readCorpus } from './data.ts';
import { explain, methods } from './explain.ts';
import { pruneVocabulary } from './prune-vocabulary.ts';
import { spellEmoji } from './spell-emoji.ts';
import { verdictOf } from './verdict.ts';
import { windowsOf } from './windows.ts';

let checkpoint: SentimentCheckpoint;
let folder = '';

beforeAll(async () => {
  use(await wasm({ threads: 1 }));
  checkpoint = await loadCheckpoint(builtInCheckpoint);
  folder = await mkdtemp(join(tmpdir(), 'heed-sentiment-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  checkpoint.model.dispose();
  use(cpu);
});

const praise = 'This film was a wonderful surprise; I loved every minute of it.';
const blame = 'A dull, lifeless mess with terrible acting.';

describe('the committed checkpoint', () => {
  it('tells praise, blame and neither', async () => {
    const verdicts = await classify(checkpoint, [praise, blame, 'The train leaves at nine.']);
    expect(verdicts.map(({ sentiment }) => sentiment)).toEqual(['positive', 'negative', 'neutral']);
    for (const { negative, neutral, positive } of verdicts)
      expect(negative + neutral + positive).toBeCloseTo(1, 9);
    expect(verdicts[0]?.positive).toBeGreaterThan(0.9);
    expect(verdicts[1]?.negative).toBeGreaterThan(0.9);
  });

  it('a text has the same verdict alone and in any company', async () => {
    const [alone] = await classify(checkpoint, [praise]);
    const [, among] = await classify(checkpoint, [`${blame} `.repeat(9), praise, '']);
    expect(among?.positive).toBeCloseTo(alone?.positive ?? 0, 5);
  });

  it('is right on four of five held-out sentences', async () => {
    const texts = (await Array.fromAsync(readCorpus('sentence-polarity', 'test'))).slice(0, 40);
    const verdicts = await classify(
      checkpoint,
      texts.map(({ text }) => text),
    );
    const right = verdicts.filter(({ probabilities: { polarity } }, index) => {
      const [against = 0, likes = 0] = polarity;
      return Number(likes > against) === texts[index]?.label;
    });
    expect(right.length / texts.length).toBeGreaterThan(0.8);
  });
});

describe('texts of all kinds', () => {
  it('nothing, white space and signs alone are neutral', async () => {
    for (const { sentiment, neutral } of await classify(checkpoint, ['', '  \t', '\u200B']))
      expect([sentiment, neutral]).toEqual(['neutral', 1]);
  });

  it('a long line is read by windows', async () => {
    const long = `${praise} `.repeat(120);
    const [verdict] = await classify(checkpoint, [long]);
    expect(verdict?.sentiment).toBe('positive');
  });

  it('emoji, other languages and mixtures give probabilities', async () => {
    const texts = ['😍😍😍', 'Das war großartig!', 'c’était nul 👎 so bad', '最高です', '\uD800 half a pair'];
    for (const { negative, neutral, positive } of await classify(checkpoint, texts)) {
      expect(negative + neutral + positive).toBeCloseTo(1, 9);
      expect(Math.min(negative, neutral, positive)).toBeGreaterThanOrEqual(0);
    }
  });

  it('emoji are read by their names', async () => {
    expect(spellEmoji('ok 👍🏽, ❤ and ❤️')).toBe('ok  thumbs up ,  red heart  and  red heart ');
    const verdicts = await classify(checkpoint, ['😍😍', '😭😭😭']);
    expect(verdicts.map(({ sentiment }) => sentiment)).toEqual(['positive', 'negative']);
  });

  it('of a megabyte on one line 64 windows are read, from the first to the last', () => {
    const ids = [1, ...Array.from({ length: 250_000 }, (_, index) => 10 + index), 2];
    const windows = windowsOf(ids);
    expect(windows).toHaveLength(64);
    expect([windows[0]?.[1], windows.at(-1)?.at(-2)]).toEqual([10, 250_009]);
  });

  it('windows hold every token, and share some', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 900 }), (length) => {
        const ids = [1, ...Array.from({ length: length - 2 }, (_, index) => 10 + index), 2];
        const windows = windowsOf(ids);
        const inside = new Set(windows.flatMap((window) => window.slice(1, -1)));
        expect([...inside].sort((a, b) => a - b)).toEqual(ids.slice(1, -1));
        for (const window of windows) {
          expect(window.length).toBeLessThanOrEqual(128);
          expect([window[0], window.at(-1)]).toEqual([1, 2]);
        }
      }),
    );
  });
});

describe('why', () => {
  it('each way names a word for each word, and those that count', async () => {
    const alive = live();
    const { words, scores, faithfulness, label } = await explain(
      checkpoint,
      'The plot is thin, but a wonderful cast.',
    );
    expect(live()).toEqual(alive);
    expect(label).toBe('positive');
    expect(words).toEqual(['The', 'plot', 'is', 'thin', ',', 'but', 'a', 'wonderful', 'cast', '.']);
    for (const method of methods) expect(scores[method]).toHaveLength(words.length);
    const best = (method: 'occlusion' | 'gradient × input'): string | undefined =>
      words[scores[method].indexOf(Math.max(...scores[method]))];
    expect(best('occlusion')).toBe('wonderful');
    expect(faithfulness.occlusion).toBeGreaterThan(0);
  });
});

describe('CSV', () => {
  const rows = [
    'id,text',
    `1,"${praise}"`,
    '2,',
    `3,"a ""quoted"" bore,`,
    'of two lines"',
    `4,${blame.replaceAll(',', '')}`,
  ];

  it('adds columns, and goes on where it was stopped', async () => {
    const [input, output, whole] = ['in.csv', 'out.csv', 'whole.csv'].map((name) => join(folder, name));
    if (input === undefined || output === undefined || whole === undefined) return expect.unreachable();
    await writeFile(input, `${rows.join('\n')}\n`);
    const options = { input, column: 'text', log: () => {} };
    expect(await classifyCsv(checkpoint, { ...options, output: whole })).toBe(4);
    const text = await readFile(whole, 'utf8');
    expect(text).toContain('id,text,sentiment,negative,neutral,positive,emotion\n1,');
    expect(text).toContain(
      '2,,neutral,0.0000,1.0000,0.0000,neutral\n3,"a ""quoted"" bore,\nof two lines",negative',
    );
    // A process that was killed leaves part of a row: cut anywhere, in quotation, between two cells or in the last of them.
    for (let cut = text.indexOf('\n3,') + 4; cut < text.length; cut += 5) {
      await writeFile(output, text.slice(0, cut));
      expect(await classifyCsv(checkpoint, { ...options, output })).toBe(4);
      expect(await readFile(output, 'utf8')).toBe(text);
    }
    await expect(classifyCsv(checkpoint, { ...options, output, column: 'body' })).rejects.toThrow(
      OptionError,
    );
  });
});

describe('parts', () => {
  it('a temperature makes confident logits true', () => {
    const generator = new RandomGenerator(1);
    const logits = Array.from({ length: 2000 }, () => [
      3 * generator.nextNormal(),
      3 * generator.nextNormal(),
    ]);
    // Labels drawn from the probabilities of the logits divided by 2.5.
    const labels = logits.map(([a = 0, b = 0]) =>
      Number(generator.nextUniform() < 1 / (1 + Math.exp((a - b) / 2.5))),
    );
    expect(fitTemperature(logits, labels)).toBeGreaterThan(2.1);
    expect(fitTemperature(logits, labels)).toBeLessThan(2.9);
  });

  it('verdicts: sure polarity wins over doubt, unsure does not', () => {
    const emotion = [0.1, 0.6, 0.2, 0.1];
    expect(verdictOf({ polarity: [0.02, 0.98], emotion }).sentiment).toBe('positive');
    expect(verdictOf({ polarity: [0.45, 0.55], emotion }).sentiment).toBe('neutral');
  });

  it('a pruned vocabulary reads every word, in pieces if need be', () => {
    const vocab = { '[UNK]': 0, '[CLS]': 1, a: 2, b: 3, '##a': 4, '##b': 5, ab: 6, '##ab': 7, zab: 8 };
    const token = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
    const json = {
      ...{ version: '1.0', normalizer: null, pre_tokenizer: null, decoder: null },
      added_tokens: [
        { ...token, id: 0, content: '[UNK]' },
        { ...token, id: 1, content: '[CLS]' },
      ],
      post_processor: null,
      model: { type: 'WordPiece', vocab },
    };
    const { kept, json: pruned } = pruneVocabulary(
      json,
      new Map([
        [7, 9],
        [8, 1],
      ]),
      7,
    );
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 7]);
    expect(pruned.model.vocab).toEqual({ '[UNK]': 0, '[CLS]': 1, a: 2, b: 3, '##a': 4, '##b': 5, '##ab': 6 });
  });

  it('a checkpoint that is cut short, or of two halves, is refused', async () => {
    for (const name of ['config.json', 'tokenizer.json']) {
      await writeFile(join(folder, name), await readFile(join(builtInCheckpoint, name)));
    }
    const weights = await readFile(join(builtInCheckpoint, 'model.blocks.safetensors'));
    await writeFile(join(folder, 'model.blocks.safetensors'), weights.subarray(0, 100_000));
    await expect(loadCheckpoint(folder)).rejects.toThrow(FormatError);
  });
});
