import type { PrependScheme } from '../pre-tokenizers/metaspace.ts';
import type { DecoderMaker } from './text-decoder.ts';

/** All tokens become one. */
export const fuse: DecoderMaker = (next) => {
  let begins = true;
  return {
    push: (chunk) => {
      next.push(chunk, begins);
      begins = false;
    },
    end: () => next.end(),
  };
};

/** Each ▁ becomes a space; those of the first token go, if one was put there. */
export function metaspace(mark: string, scheme: PrependScheme): DecoderMaker {
  return (next) => {
    let count = 0;
    return {
      push: (chunk, begins) => {
        if (begins) count++;
        next.push(chunk.replaceAll(mark, count === 1 && scheme !== 'never' ? '' : ' '), begins);
      },
      end: () => next.end(),
    };
  };
}

/** `##ing` goes on with a word; every other token but the first has a space before it. */
export function wordPiece(prefix: string, cleansUp: boolean): DecoderMaker {
  return wholeTokens((token, index) => {
    const continues = index > 0 && token.startsWith(prefix);
    const text = index === 0 ? token : continues ? token.slice(prefix.length) : ` ${token}`;
    return cleansUp ? cleanUpToken(text) : text;
  });
}

/** `</w>` ends a word: a space, but not at the end of the text. */
export function wordEnds(suffix: string): DecoderMaker {
  return (next) => {
    let last: string | undefined;
    let shown = 0;
    const finish = (end: string): void => {
      if (last !== undefined) next.push(last.slice(shown).replaceAll(suffix, end), shown === 0);
    };
    return {
      push: (token) => {
        finish(' ');
        last = token;
        // The text before the first suffix is certain already.
        const found = suffix === '' ? 0 : token.indexOf(suffix);
        shown = found < 0 ? token.length : found;
        if (shown > 0) next.push(token.slice(0, shown), true);
      },
      end: () => {
        finish('');
        next.end();
      },
    };
  };
}

/** Of tokens that repeat one remains, the pad goes, and the delimiter of words is a space (Graves et al. 2006). */
export function connectionist(pad: string, delimiter: string, cleansUp: boolean): DecoderMaker {
  return (next) => {
    let last: string | undefined;
    const rest = wholeTokens((token) => {
      const text = token.replaceAll(pad, '');
      return cleansUp ? cleanUpToken(text).replaceAll(delimiter, ' ') : text;
    })(next);
    return {
      push: (token) => {
        if (token !== last) rest.push(token, true);
        last = token;
      },
      end: () => rest.end(),
    };
  };
}

/** Without a decoder: tokens with spaces between them. */
export const spaced: DecoderMaker = wholeTokens((token, index) => (index === 0 ? token : ` ${token}`));

/** A decoder of tokens that come whole, as they do from a vocabulary. */
function wholeTokens(decode: (token: string, index: number) => string): DecoderMaker {
  return (next) => {
    let index = 0;
    return {
      push: (token) => next.push(decode(token, index++), true),
      end: () => next.end(),
    };
  };
}

/** As BERT cleaned up its text. */
function cleanUpToken(token: string): string {
  return cleanUpSpaces(token.replaceAll(' do not', " don't"));
}

/** Spaces before punctuation and English endings go. */
export function cleanUpSpaces(text: string): string {
  const shortened = text.replace(/ ([.?!,])/g, '$1').replaceAll(" ' ", "'");
  return shortened.replaceAll(" n't", "n't").replace(/ ('(?:m|s|ve|re))/g, '$1');
}
