import type { Part } from '../part.ts';
import { byteLevelText } from '../text/byte-level.ts';
import type { PreTokenizer } from './pre-tokenizer.ts';
import { splitBy } from './split.ts';

/** How GPT-2 cuts text (Radford et al. 2019). */
const words =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** The pre-tokenizer `ByteLevel`: words with the space before them, written in the characters of their bytes. */
export function byteLevel(part: Part): PreTokenizer {
  const addsSpace = part.flag('add_prefix_space', false);
  const cuts = part.flag('use_regex', true);
  return (from) => {
    const text = addsSpace && !from.text.startsWith(' ') ? from.prepended(' ') : from;
    return (cuts ? splitBy(text, words, 'Isolated') : [text]).map(byteLevelText);
  };
}
