import type { DecoderMaker } from './text-decoder.ts';

/**
 * Up to `start` characters at the beginning and `stop` at the end of each token go, if they are `content`. What may yet
 * be the end of a token is held back.
 *
 * @param inChunks Whether tokens come in chunks.
 */
export function strip(content: string, start: number, stop: number, inChunks: boolean): DecoderMaker {
  return (next) => {
    let held = '';
    let toStrip = 0;
    let isShown = false;
    const pass = (text: string): void => {
      if (text === '') return;
      next.push(text, !isShown);
      isShown = true;
    };
    const finish = (): void => {
      let end = held.length;
      for (let count = 0; count < stop && end > 0 && held[end - 1] === content; count++) end--;
      pass(held.slice(0, end));
      held = '';
    };
    return {
      push: (chunk, begins) => {
        if (begins) {
          finish();
          toStrip = start;
          isShown = false;
        }
        let from = 0;
        while (toStrip > 0 && from < chunk.length && chunk[from] === content) {
          from++;
          toStrip--;
        }
        if (from < chunk.length) toStrip = 0;
        held += chunk.slice(from);
        let certain = held.length;
        while (certain > 0 && held.length - certain < stop && held[certain - 1] === content) certain--;
        pass(held.slice(0, certain));
        held = held.slice(certain);
        if (!inChunks) finish();
      },
      end: () => {
        finish();
        next.end();
      },
    };
  };
}

/**
 * Every match in a token replaced.
 *
 * @param inChunks Whether tokens come in chunks; then each is held back until its end.
 */
export function replace(pattern: RegExp, content: string, inChunks: boolean): DecoderMaker {
  const replaced = (text: string): string => text.replaceAll(pattern, () => content);
  return (next) => {
    let token: string | undefined;
    const finish = (): void => {
      if (token !== undefined) next.push(replaced(token), true);
      token = undefined;
    };
    return {
      push: (chunk, begins) => {
        if (!inChunks) return next.push(replaced(chunk), begins);
        if (begins) finish();
        token = (token ?? '') + chunk;
      },
      end: () => {
        finish();
        next.end();
      },
    };
  };
}
