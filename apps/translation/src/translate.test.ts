import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import { FormatError, HeedError, use, ValueError, WeightsError } from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtInCheckpoint, loadTranslator, type Translator } from './checkpoint.ts';
import { demo, demoSentences } from './demo.ts';
import { explain, splitText, translate } from './translate.ts';

let translator: Translator;
const folders: string[] = [];

/** A copy of the checkpoint to damage. */
async function copy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-checkpoint-'));
  folders.push(folder);
  await cp(builtInCheckpoint, folder, { recursive: true });
  return folder;
}

beforeAll(async () => {
  use(await wasm());
  translator = await loadTranslator(builtInCheckpoint);
});

afterAll(async () => {
  translator.model.dispose();
  for (const folder of folders) await rm(folder, { recursive: true });
});

describe('the built-in checkpoint', () => {
  it('translates', async () => {
    expect(await translate(translator, ['Where is the station?'])).toEqual(['Wo ist der Bahnhof?']);
  });

  it('gives a batch what it gives each sentence alone', async () => {
    const together = await translate(translator, demoSentences);
    for (const [index, sentence] of demoSentences.entries()) {
      expect(await translate(translator, [sentence])).toEqual([together[index]]);
    }
  });

  it('shows where it looked: each row is a distribution, and "Bahnhof" looked at "station"', async () => {
    const { sourceTokens, targetTokens, weights } = await explain(translator, 'Where is the station?');
    for (const row of weights) expect(row.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 5);
    const row = weights[targetTokens.findIndex((token) => token.includes('Bahn'))] ?? [];
    expect(sourceTokens[row.indexOf(Math.max(...row))]).toContain('station');
  });

  it('prints the demo with and without colour', async () => {
    const print = async (environment: Record<string, string>): Promise<string> => {
      let text = '';
      const output = { isTTY: true, columns: 80, write: (part: string) => (text += part) };
      await demo(translator, ['Where is the station?'], output, environment);
      return text;
    };
    expect(await print({ NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(await print({ TERM: 'xterm-256color' })).toContain('\u001b[');
    expect(await print({ NO_COLOR: '1' })).toMatch(/Wo ist der Bahnhof\?[\s\S]*Bahnhof.*[▒▓█]/);
  });
});

describe('odd input gives a sound answer', () => {
  it('nothing', async () => {
    expect(await translate(translator, ['', ' \n\t '])).toEqual(['', '']);
    let text = '';
    await demo(translator, [''], { write: (part) => (text += part) }, {});
    expect(text).toContain('nothing to translate');
  });

  it.each(['\ud800', '你好，世界。', '👩‍👩‍👧', 'x'.repeat(900), '\u0000\u202e', '</s><pad>', '1234567890'])(
    '%j',
    async (text) => {
      const [translation] = await translate(translator, [text], { beams: 1 });
      expect(typeof translation).toBe('string');
    },
  );

  it.each(['😀', '漢', 'é', 'e\u0301', '\u{1d160}', 'x'])(
    '900 times %j, cut into pieces that the model takes',
    (letter) => {
      const text = letter.repeat(900);
      const pieces = splitText(text);
      expect(pieces.join('')).toBe(text.normalize('NFC'));
      const tokens = pieces.map((piece) => translator.tokenizer.encode(piece).length);
      expect(Math.max(...tokens)).toBeLessThanOrEqual(201);
    },
  );

  it('10,000 words, cut into pieces that lose none', async () => {
    const text = Array.from({ length: 10_000 }, (_, index) => `word${index}`).join(' ');
    const pieces = splitText(text);
    expect(pieces.join(' ')).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(200);
    const [translation] = await translate(translator, [text.slice(0, 2000)], { beams: 1 });
    expect(translation?.length).toBeGreaterThan(0);
  });

  it('stops when asked', async () => {
    await expect(translate(translator, ['Hello.'], { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('a damaged checkpoint is a named error', () => {
  const refusal = async (damage: (folder: string) => Promise<void>): Promise<Error> => {
    const folder = await copy();
    await damage(folder);
    try {
      await loadTranslator(folder);
    } catch (error) {
      if (error instanceof HeedError) return error;
      throw error;
    }
    throw new Error('it loaded');
  };

  it.each(['config.json', 'tokenizer.json', 'model.safetensors'])('%s is missing', async (name) => {
    const error = await refusal((folder) => rm(join(folder, name)));
    expect(error).toBeInstanceOf(FormatError);
    expect(error.message).toContain(name);
  });

  it.each(['config.json', 'tokenizer.json', 'model.safetensors'])('%s is cut', async (name) => {
    const error = await refusal((folder) => truncate(join(folder, name), 100));
    expect(error).toBeInstanceOf(FormatError);
  });

  it('the tokenizer is of another model', async () => {
    const error = await refusal(async (folder) => {
      const path = join(folder, 'config.json');
      const config = JSON.parse(await readFile(path, 'utf8'));
      await writeFile(path, JSON.stringify({ ...config, vocabularySize: 5999 }));
    });
    expect(error.message).toMatch(/6000.*5999.*do not belong together/);
  });

  it('the weights are of another model', async () => {
    const error = await refusal(async (folder) => {
      const path = join(folder, 'config.json');
      const config = JSON.parse(await readFile(path, 'utf8'));
      await writeFile(path, JSON.stringify({ ...config, encoderLayers: config.encoderLayers + 1 }));
    });
    expect(error).toBeInstanceOf(WeightsError);
    expect(error.message).toContain('encoder.layers');
  });

  it('a weight is NaN', async () => {
    const error = await refusal(async (folder) => {
      const path = join(folder, 'model.safetensors');
      const bytes = await readFile(path);
      bytes.writeUInt16LE(0x7e00, bytes.length - 2);
      await writeFile(path, bytes);
    });
    expect(error).toBeInstanceOf(ValueError);
  });
});
