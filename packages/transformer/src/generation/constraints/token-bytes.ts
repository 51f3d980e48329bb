import { checkKind, OptionError } from '@heed/core';
import type { Tokenizer } from '../../tokenizer/index.ts';
import { bytesOfToken } from '../../tokenizer/text/byte-level.ts';
import type { TokenBytes } from './token-trie.ts';

/**
 * The bytes that each token of a tokenizer adds to a text, by id; undefined for special tokens. For vocabularies of
 * bytes (GPT-2, Llama 3, Qwen) and of pieces with `▁` for a space (Llama 2, Gemma).
 *
 * @throws {OptionError} for a tokenizer whose tokens do not add up to the text as they stand, such as WordPiece.
 *
 * @example
 * ```ts
 * import { Tokenizer, tokenBytes, trainBpe } from '@heed/transformer';
 * const tokenizer = new Tokenizer(trainBpe(['the station'], { vocabularySize: 270 }));
 * const tokens = tokenBytes(tokenizer);
 * const bytes = tokenizer.encode('a station').flatMap((id) => [...(tokens[id] ?? [])]);
 * console.log(new TextDecoder().decode(Uint8Array.from(bytes))); // a station
 * ```
 */
export function tokenBytes(tokenizer: Tokenizer): TokenBytes {
  checkKind('tokenBytes: tokenizer', tokenizer, 'a tokenizer');
  const toBytes = readerOf(tokenizer);
  const special = new Set(tokenizer.specialTokens.values());
  return Array.from({ length: tokenizer.vocabularySize }, (_, id) =>
    special.has(id) ? undefined : toBytes(tokenizer.idToToken(id)),
  );
}

function readerOf({ json }: Tokenizer): (token: string) => Uint8Array {
  const types = typesIn(json.decoder);
  if (types.includes('ByteLevel')) return bytesOfToken;
  if (!types.some((type) => ['ByteFallback', 'Metaspace', 'Replace'].includes(type))) {
    throw new OptionError(
      `tokenBytes: the decoder ${types.join(', ') || 'none'} does not add up tokens as they stand`,
    );
  }
  const encoder = new TextEncoder();
  return (token) => {
    const byte = types.includes('ByteFallback') ? /^<0x([0-9A-F]{2})>$/i.exec(token)?.[1] : undefined;
    return byte === undefined
      ? encoder.encode(token.replaceAll('▁', ' '))
      : Uint8Array.of(Number.parseInt(byte, 16));
  };
}

/** The types of a decoder and of those in it. */
function typesIn(decoder: unknown): string[] {
  if (Array.isArray(decoder)) return decoder.flatMap(typesIn);
  if (typeof decoder !== 'object' || decoder === null) return [];
  const own = 'type' in decoder && typeof decoder.type === 'string' ? [decoder.type] : [];
  return [...own, ...('decoders' in decoder ? typesIn(decoder.decoders) : [])];
}
