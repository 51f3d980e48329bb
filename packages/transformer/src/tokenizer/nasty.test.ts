import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hash16 } from '../../../../fixtures/tokenizer/hashes.ts';
import { nastyStrings } from '../../../../fixtures/tokenizer/nasty-strings.ts';
import {
  fetched,
  llamaCppNames,
  readFetched,
  readLlamaCpp,
} from '../../../../fixtures/tokenizer/published.ts';
import { openGguf } from '../pretrained/gguf/index.ts';
import { ggufTokenizer } from './gguf/index.ts';
import { byteCharacters } from './text/byte-level.ts';
import { Tokenizer } from './tokenizer.ts';

const fixtures = new URL('../../../../fixtures/tokenizer/', import.meta.url);
const kinds: Record<string, unknown> = JSON.parse(readFileSync(new URL('kinds.json', fixtures), 'utf8'));
const strings = nastyStrings();

/** Texts that do not come out right. */
interface Differences {
  readonly ids: string[];
  readonly offsets: string[];
  readonly text: string[];
}

/** The strings of which a tokenizer makes something else than Python's tokenizers did, or `encode` than `encodeText`. */
function differences(tokenizer: Tokenizer, path: string): Differences {
  const expected = readFileSync(new URL(path, fixtures));
  const found: Differences = { ids: [], offsets: [], text: [] };
  for (const [index, text] of strings.entries()) {
    const { ids, offsets, typeIds } = tokenizer.encodeText(text);
    const row = ids.join(',');
    const places = offsets.map(([start, end], token) => `${start}-${end}:${typeIds[token]}`).join(',');
    if (hash16(row) !== expected.readUInt16LE(4 * index)) found.ids.push(text);
    else if (tokenizer.encode(text).join(',') !== row) found.ids.push(`encode: ${text}`);
    if ((hash16(places) & 0xff) !== expected[4 * index + 2]) found.offsets.push(text);
    if ((hash16(tokenizer.decode(ids)) & 0xff) !== expected[4 * index + 3]) found.text.push(text);
  }
  return found;
}

const none: Differences = { ids: [], offsets: [], text: [] };

describe('2,000 nasty strings: as tokenizers 0.23', () => {
  test.each(Object.keys(kinds))('a small tokenizer of the kind of %s', (name) => {
    expect(differences(new Tokenizer(kinds[name]), `nasty/${name}.bin`)).toEqual(none);
  });

  test.each(llamaCppNames)('the vocabulary of %s, from its GGUF file', async (name) => {
    expect(published(await readTokenizer(readLlamaCpp(name)), name)).toEqual(none);
  });

  for (const name of fetched.keys()) {
    const bytes = readFetched(name);
    test.skipIf(bytes === undefined)(`the published tokenizer of ${name}`, async () => {
      expect(published(await readTokenizer(bytes ?? new Uint8Array()), name)).toEqual(none);
    });
  }
});

/** Of a `tokenizer.json`, or of a GGUF file. */
async function readTokenizer(bytes: Uint8Array): Promise<Tokenizer> {
  if (bytes[0] === '{'.charCodeAt(0)) return new Tokenizer(JSON.parse(new TextDecoder().decode(bytes)));
  const { tokenizer, config } = ggufTokenizer((await openGguf(bytes)).metadata);
  return new Tokenizer(tokenizer, { config });
}

/**
 * Differences of a published tokenizer. Some byte-level vocabularies lack the bytes of a few control characters; after
 * such a character the offsets of `tokenizers` are too small by one, so these strings count for their ids alone.
 */
function published(tokenizer: Tokenizer, name: string): Differences {
  const isByteLevel = tokenizer.tokenToId('Ġ') !== undefined;
  const lacks = (text: string): boolean =>
    isByteLevel &&
    Array.from(new TextEncoder().encode(text)).some(
      (byte) => tokenizer.tokenToId(byteCharacters[byte] ?? '') === undefined,
    );
  const found = differences(tokenizer, `published/${name}.bin`);
  return { ...found, offsets: found.offsets.filter((text) => !lacks(text)) };
}
