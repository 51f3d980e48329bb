import { madeByType, type Part } from '../part.ts';
import { readPrependScheme } from '../pre-tokenizers/metaspace.ts';
import { readPattern } from '../text/patterns.ts';
import { byteFallback, byteLevel } from './byte-decoders.ts';
import { replace, strip } from './edge-decoders.ts';
import type { ChunkDecoder, DecoderMaker } from './text-decoder.ts';
import { connectionist, fuse, metaspace, spaced, wordEnds, wordPiece } from './token-decoders.ts';

export { cleanUpSpaces } from './token-decoders.ts';

/** Decodes tokens one by one. */
export interface TokenDecoder {
  /** The text that is certain with this token. */
  push(token: string): string;
  /** What was held back. */
  end(): string;
}

/** Starts decoding by the `decoder` of a `tokenizer.json`, which may be missing. */
export function createDecoder(part: Part | undefined): () => TokenDecoder {
  const make = part === undefined ? spaced : readDecoder(part);
  return () => {
    let text = '';
    const decoder = make({ push: (chunk) => (text += chunk), end: () => {} });
    const taken = (): string => {
      const made = text;
      text = '';
      return made;
    };
    return {
      push: (token) => {
        decoder.push(token, true);
        return taken();
      },
      end: () => {
        decoder.end();
        return taken();
      },
    };
  };
}

/** @param isFused Whether a decoder before this one makes one token of all. */
function readDecoder(part: Part, isFused = false): DecoderMaker {
  return madeByType<DecoderMaker>(part, {
    BPEDecoder: () => wordEnds(part.text('suffix', '</w>')),
    ByteFallback: () => byteFallback,
    ByteLevel: () => byteLevel,
    CTC: () =>
      connectionist(
        part.text('pad_token', '<pad>'),
        part.text('word_delimiter_token', '|'),
        part.flag('cleanup', true),
      ),
    Fuse: () => fuse,
    Metaspace: () => metaspace(part.text('replacement', '▁'), readPrependScheme(part)),
    Replace: () => {
      const pattern = part.nested('pattern');
      const isOneCharacter =
        pattern?.has('String') === true && Array.from(pattern.text('String')).length === 1;
      return replace(readPattern(part, 'pattern'), part.text('content'), isFused && !isOneCharacter);
    },
    Sequence: () => sequence(part.parts('decoders'), isFused),
    Strip: () => strip(part.text('content', ' '), part.number('start', 0), part.number('stop', 0), isFused),
    WordPiece: () => wordPiece(part.text('prefix', '##'), part.flag('cleanup', true)),
  });
}

/** The first decoder gets the tokens; each passes on to the next. */
function sequence(parts: readonly Part[], isFused: boolean): DecoderMaker {
  const fuses = ({ type }: Part): boolean => type === 'Fuse' || type === 'ByteLevel';
  const makers = parts.map((part, index) => readDecoder(part, isFused || parts.slice(0, index).some(fuses)));
  return (next) => makers.reduceRight<ChunkDecoder>((receiver, make) => make(receiver), next);
}
