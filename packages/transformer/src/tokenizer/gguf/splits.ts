import { FormatError, showValue } from '@heed/core';

/** How the texts of a byte-level vocabulary are cut before pairs are merged. */
export interface Cutting {
  /** Expressions that cut one after the other, each what is left of the one before. */
  readonly splits: readonly string[];
  /** A piece that is a token as a whole is that token, whatever the merges say. */
  readonly ignoresMerges: boolean;
  /** The begin token is put before a text, if the file does not say otherwise. */
  readonly addsBegin: boolean;
}

const endings = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const gpt2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
const spacesLast = '\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';
const signs = ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*';
/** Of GPT-4's kind, with numbers cut into so many digits. */
const gpt4 = (digits: string): string =>
  `${endings}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}|${signs}|${spacesLast}`;
const upper = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const lower = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
/** Of GPT-4o's kind, which cuts where a small letter is followed by a large one. */
const gpt4o = (ending: string, digits: string): string =>
  `[^\\r\\n\\p{L}\\p{N}]?${upper}*${lower}+${ending}|[^\\r\\n\\p{L}\\p{N}]?${upper}+${lower}*${ending}|` +
  `${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${spacesLast}`;
const bloom = ' ?[^(\\s|.,!?…。，、।۔،)]+';

const cut = (...splits: string[]): Cutting => ({ splits, ignoresMerges: false, addsBegin: false });
const cutIgnoringMerges = (addsBegin: boolean, ...splits: string[]): Cutting => ({
  splits,
  ignoresMerges: true,
  addsBegin,
});

const cutGpt2 = cut(gpt2);
const cutDigitsGpt2 = cut('\\p{N}', gpt2);
const cutLlama3 = cutIgnoringMerges(true, gpt4('\\p{N}{1,3}'));
const cutQwen2 = cut(gpt4('\\p{N}'));
const cutGpt4o = cut(gpt4o(`${endings}?`, '\\p{N}{1,3}'));
const cutBloom = cut(bloom);
const cutBailing = cut(
  `'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}|${signs}|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+`,
);
const cutDeepseek3 = cut(
  '\\p{N}{1,3}',
  '[一-龥぀-ゟ゠-ヿ]+',
  '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+|' +
    ` ?[\\p{P}\\p{S}]+[\\r\\n]*|${spacesLast}`,
);

/** By the name that stands in `tokenizer.ggml.pre`. */
const cuttings: Readonly<Record<string, Cutting>> = {
  'a.x-4.0': cutGpt2,
  bailingmoe: cutBailing,
  bailingmoe2: cutBailing,
  bloom: cutBloom,
  'chatglm-bpe': cut(gpt4('\\p{N}{1,3}')),
  codeshell: cutDigitsGpt2,
  'command-r': cutDigitsGpt2,
  dbrx: cut(gpt4('\\p{N}{1,3}')),
  'deepseek-coder': cut('[\\r\\n]', '\\s?\\p{L}+', '\\s?\\p{P}+', '[一-龥ࠀ-一가-퟿]+', '\\p{N}'),
  'deepseek-llm': cut(
    '[\\r\\n]',
    '\\s?[\\p{Lu}\\p{Ll}\\p{Lt}]+',
    '\\s?[!-/:-~！-／：-～‘-‟　-。]+',
    '\\s+$',
    '[一-龥ࠀ-一가-퟿]+',
    '\\p{N}+',
  ),
  'deepseek-r1-qwen': cutQwen2,
  'deepseek-v3': cutDeepseek3,
  default: cut('[\\p{P}\\$\\+<=>\\^~\\|]+', gpt2, '\\p{N}+', '[0-9][0-9][0-9]'),
  exaone: cutDigitsGpt2,
  exaone4: cutGpt2,
  falcon: cut('[\\p{P}\\$\\+<=>\\^~\\|`]+', gpt2, '[0-9][0-9][0-9]'),
  'falcon-h1': cutLlama3,
  falcon3: cutLlama3,
  gigachat: cutGpt2,
  glm4: cut(gpt4('\\p{N}{1,3}')),
  'gpt-2': cutGpt2,
  'gpt-4o': cutGpt4o,
  'gpt3-finnish': cutBloom,
  'granite-docling': cutGpt2,
  'grok-2': cutQwen2,
  hunyuan: cutQwen2,
  'hunyuan-dense': cutDeepseek3,
  jais: cutGpt2,
  'jina-de': cutGpt2,
  'jina-es': cutGpt2,
  'jina-v1-en': cutGpt2,
  'jina-v2-code': cutGpt2,
  'jina-v2-de': cutGpt2,
  'jina-v2-es': cutGpt2,
  kanana2: cutGpt4o,
  lfm2: cutLlama3,
  'llada-moe': cutBailing,
  'llama-bpe': cutLlama3,
  'llama-v3': cutLlama3,
  llama3: cutLlama3,
  llama4: cutGpt4o,
  megrez: cutQwen2,
  mellum: cutGpt2,
  'minerva-7b': cutDigitsGpt2,
  'minimax-m2': cutGpt4o,
  'modern-bert': cutGpt2,
  mpt: cutGpt2,
  olmo: cutGpt2,
  'phi-2': cutGpt2,
  pixtral: cutLlama3,
  'poro-chat': cutBloom,
  qwen2: cutQwen2,
  qwen35: cut(
    `${endings}|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|${spacesLast}`,
  ),
  refact: cutDigitsGpt2,
  'roberta-bpe': cutGpt2,
  'seed-coder': cut(
    `${endings}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}\\r\\n]+|${spacesLast}`,
  ),
  'smaug-bpe': cut(gpt4('\\p{N}{1,3}')),
  smollm: cutDigitsGpt2,
  'solar-open': cutQwen2,
  stablelm2: cutQwen2,
  starcoder: cutDigitsGpt2,
  tekken: cutIgnoringMerges(true, gpt4o('', '\\p{N}')),
  trillion: cutGpt2,
  viking: cut(bloom, '\\p{N}'),
};

/**
 * How a vocabulary cuts texts, by the name that a GGUF file gives it.
 *
 * @throws {FormatError} for a name that is not known here.
 */
export function cuttingNamed(name: string): Cutting {
  const cutting = Object.hasOwn(cuttings, name) ? cuttings[name] : undefined;
  if (cutting !== undefined) return cutting;
  throw new FormatError(
    `GGUF: tokenizer.ggml.pre is ${showValue(name)}; known are ${Object.keys(cuttings).join(', ')}`,
  );
}
