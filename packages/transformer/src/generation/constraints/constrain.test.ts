import { OptionError, RandomGenerator } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tokenizer, trainBpe } from '../../tokenizer/index.ts';
import { drawToken } from '../choose-token.ts';
import {
  generateAll,
  generateBeams,
  jsonSchemaProcessor,
  type LogitsProcessor,
  promptLookup,
  regexProcessor,
  tokenBytes,
} from '../index.ts';
import { tinyLlama } from '../testing/tiny-models.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = [
  '',
  '{"name":',
  ' ',
  '"',
  'a',
  'é',
  '}',
  ',',
  '"age":',
  '4',
  '2',
  '-',
  ':',
  '[',
  ']',
  'true',
  '{',
  '0',
  '.',
  '"a',
];
/** 23 tokens: an end, words, and halves of 🔥. */
const tokens = [
  undefined,
  ...words.slice(1).map(bytes),
  Uint8Array.of(0xf0, 0x9f),
  Uint8Array.of(0x94, 0xa5),
  bytes('n'),
];
const own = { tokens, endIds: [0] };
const textOf = (ids: readonly number[]): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(ids.flatMap((id) => [...(tokens[id] ?? [])])),
  );

/** A text of random tokens under a processor, without a model. */
function draw(process: LogitsProcessor, seed: number, most: number): readonly number[] | undefined {
  const generator = new RandomGenerator(seed);
  const ids: number[] = [];
  while (ids.length < most) {
    // Towards the end, ends are likelier.
    const noise = Float32Array.from(
      tokens,
      (_, id) => generator.nextNormal() + (id === 0 || id === 6 ? ids.length / 5 : 0),
    );
    const logits = process(noise, { ids, promptLength: 0, step: ids.length, limit: most });
    const id = drawToken(logits, generator);
    if (id === 0) return ids;
    ids.push(id);
  }
  return undefined;
}

const schema = {
  type: 'object',
  properties: { name: { type: 'string', maxLength: 5 }, age: { type: 'integer', minimum: 0, maximum: 244 } },
  required: ['name'],
};

describe('texts under a constraint', () => {
  it('of a schema, are JSON that fits, whatever is drawn', () => {
    const process = jsonSchemaProcessor(schema, own);
    let whole = 0;
    for (let seed = 0; seed < 200; seed++) {
      const ids = draw(process, seed, 60);
      if (ids === undefined) continue;
      whole++;
      const value = JSON.parse(textOf(ids));
      expect(Object.keys(value).filter((key) => key !== 'name')).toEqual('age' in value ? ['age'] : []);
      expect([...value.name].length).toBeLessThanOrEqual(5);
      if ('age' in value)
        expect(value.age >= 0 && value.age <= 244 && Number.isInteger(value.age)).toBe(true);
    }
    expect(whole).toBeGreaterThan(50);
  });

  it('of a regular expression, match it', () => {
    const pattern = /(a|é|🔥){2,5}-?(42|0)\.?/u;
    const process = regexProcessor(pattern, own);
    const seen = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const text = textOf(draw(process, seed, 40) ?? expect.fail());
      expect(text).toMatch(new RegExp(`^${pattern.source}$`, 'u'));
      seen.add(text);
    }
    expect(seen.size).toBeGreaterThan(50);
    expect([...seen].some((text) => text.includes('🔥'))).toBe(true);
  });
});

describe('generation under a constraint', () => {
  const model = tinyLlama(9);
  const options = { endIds: [0], maximumNewTokens: 40 };

  it('greedy, drawn, with a draft, and in beams', async () => {
    const processors = [jsonSchemaProcessor({ enum: ['a', 'éa', 42] }, own)];
    const right = ['"a"', '"éa"', '42'];
    const prompts = [[3, 4], [9]];
    for (const way of [{}, { temperature: 2, seed: 1 }]) {
      const made = await generateAll(model, prompts, { ...options, ...way, processors });
      for (const { ids, finishReason } of made) {
        expect(finishReason).toBe('end');
        expect(right).toContain(textOf(ids));
      }
      const [drafted] = await generateAll(model, [[3, 4]], {
        ...options,
        ...way,
        processors,
        draft: promptLookup(),
      });
      expect(drafted?.ids).toEqual(made[0]?.ids);
    }
    const [beams = []] = await generateBeams(model, [[3, 4]], {
      ...options,
      processors,
      beams: 4,
      returned: 4,
    });
    for (const { ids } of beams) expect(right).toContain(textOf(ids));
    expect(new Set(beams.map(({ ids }) => ids.join())).size).toBe(4);
  });

  it('ends at once where nothing else is possible, and only where it may', async () => {
    const [text] = await generateAll(model, [[1]], { ...options, processors: [regexProcessor(/42/u, own)] });
    expect(textOf(text?.ids ?? [])).toBe('42');
    expect(text?.ids.at(-1)).toBe(0);
  });

  it('is no help where the tokens cannot say it, or others forbid it', async () => {
    const impossible = regexProcessor(/w/u, own);
    await expect(generateAll(model, [[1]], { ...options, processors: [impossible] })).rejects.toThrow(
      /no token is possible/,
    );
    const process = regexProcessor(/a/u, own);
    const left = process(new Float32Array(23), { ids: [5], promptLength: 0, step: 1, limit: 9 });
    expect(left.every((logit) => logit === -Infinity)).toBe(true);
  });

  it('refuses to be without an end', () => {
    expect(() => regexProcessor(/a/u, { tokens, endIds: [] })).toThrow(OptionError);
    expect(() => jsonSchemaProcessor(true, { tokens, endIds: [-1] })).toThrow(OptionError);
  });
});

describe('tokenBytes', () => {
  it('add up to the text: bytes', () => {
    const tokenizer = new Tokenizer(
      trainBpe(['die Füße 🔥 der Straße'], { vocabularySize: 290, endToken: '</s>' }),
    );
    const table = tokenBytes(tokenizer);
    expect(table).toHaveLength(tokenizer.vocabularySize);
    expect(table[tokenizer.specialTokens.get('</s>') ?? -1]).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const ids = tokenizer.encode(text, { addSpecialTokens: false });
        expect(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(
            Uint8Array.from(ids.flatMap((id) => [...(table[id] ?? [])])),
          ),
        ).toBe(text);
      }),
    );
  });

  it('of pieces, with bytes where there is no piece; refused for WordPiece', () => {
    const json = (decoder: object) => ({
      model: { type: 'BPE', vocab: { '▁a': 0, '<0xE2>': 1, b: 2 }, merges: [], byte_fallback: true },
      decoder,
    });
    const pieces = {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
      ],
    };
    expect(tokenBytes(new Tokenizer(json(pieces)))).toEqual([bytes(' a'), Uint8Array.of(0xe2), bytes('b')]);
    const words = new Tokenizer(json({ type: 'WordPiece', prefix: '##', cleanup: true }));
    expect(() => tokenBytes(words)).toThrow(/WordPiece does not add up/);
  });
});
