import type { Tokenizer } from '@heed/transformer';

const symbols = [
  ...'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
  ...'<< >> <<< >>> -- --- -( -[ (\' (" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪'.split(' '),
];

/** Symbols of music, U+2640 to U+267F: where one is several tokens, the first stands for no other symbols. */
const music = [...'♩♪♫♬♭♮♯'];

/**
 * Ids of symbols that are in texts but that nobody says: brackets, marks of speakers, notes. openai/whisper suppresses
 * them when it is told `-1`. A hyphen or a quote may stand within a word, but does not begin one.
 */
export function nonSpeechIds(tokenizer: Tokenizer): readonly number[] {
  const encode = (text: string): readonly number[] => tokenizer.encode(text, { addSpecialTokens: false });
  const first = [' -', " '"].flatMap((text) => encode(text).slice(0, 1));
  const plain = symbols.flatMap((symbol) =>
    [symbol, ` ${symbol}`].map(encode).filter(({ length }) => length === 1),
  );
  const notes = music.flatMap((symbol) => [symbol, ` ${symbol}`].map((text) => encode(text).slice(0, 1)));
  return [...new Set([...first, ...plain.flat(), ...notes.flat()])].sort((a, b) => a - b);
}
