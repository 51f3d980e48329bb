import { findWeights } from '../open-weights.ts';
import type { HubFile } from './hub-cache.ts';

/** Tokenizers, chat templates and poolings: small files that belong to a model. */
const companions: readonly RegExp[] = [
  /^(tokenizer|preprocessor|processor)_config\.json$/,
  /^(tokenizer|special_tokens_map|added_tokens|vocab|target_vocab|chat_template|modules)\.json$/,
  /^(config_)?sentence_(bert_config|transformers)\.json$/,
  /^(vocab|merges)\.txt$/,
  /^(tokenizer|spm|spiece|sentencepiece\.bpe)\.model$/,
  /^[^/]+\.(jinja|spm)$/,
  /^additional_chat_templates\/[^/]+\.jinja$/,
  /^1_Pooling\/config\.json$/,
];

/** True for a file that belongs to a model beside config, generation config and weights: tokenizer, chat template. */
export function isCompanion(path: string): boolean {
  return companions.some((pattern) => pattern.test(path));
}

/** What a tokenizer.json makes needless. */
const otherTokenizers = /^((vocab|target_vocab|added_tokens)\.json|(vocab|merges)\.txt|.*\.(model|spm))$/;

/**
 * The files of a repository that its model needs: the weights in one format, and what belongs to them.
 *
 * @param weightFile The caller's choice of weights.
 */
export function selectFiles(
  files: readonly HubFile[],
  repository: string,
  weightFile?: string,
): readonly HubFile[] {
  const names = files.map(({ path }) => path);
  const weights = findWeights({ name: repository, names }, weightFile);
  const hasTokenizer = names.includes('tokenizer.json');
  return files.filter(({ path }) => {
    if (path === weights || isShard(path, weights)) return true;
    if (hasTokenizer && otherTokenizers.test(path)) return false;
    return isCompanion(path) || /^(generation_)?config\.json$/.test(path);
  });
}

/** Files of an index are named after it: `model-00001-of-00002.safetensors`. */
function isShard(path: string, weights: string): boolean {
  const [, stem, end = ''] = /^(.*)(\.safetensors|\.bin)\.index\.json$/.exec(weights) ?? [];
  return stem !== undefined && path.startsWith(`${stem}-`) && path.endsWith(end);
}
