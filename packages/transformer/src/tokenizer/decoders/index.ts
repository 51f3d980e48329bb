import { readPrependScheme } from '../pre-tokenizers/metaspace.ts';
import { madeByType, type Part } from '../part.ts';
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

function readDecoder(part: Part): DecoderMaker {
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
      const isOneCharacter = pattern?.has('String') === true && Array.from(pattern.text('String')).length === 1;
      return replace(readPattern(part, 'pattern'), part.text('content'), isOneCharacter);
    },
    Sequence: () => sequence(part.parts('decoders').map(readDecoder)),
    Strip: () => strip(part.text('content', ' '), part.number('start', 0), part.number('stop', 0)),
    WordPiece: () => wordPiece(part.text('prefix', '##'), part.flag('cleanup', true)),
  });
}

/** The first decoder gets the tokens; each passes on to the next. */
function sequence(makers: readonly DecoderMaker[]): DecoderMaker {
  return (next) => makers.reduceRight<ChunkDecoder>((receiver, make) => make(receiver), next);
}
