import { FormatError, showValue } from '@heed/core';
import { type TemplatePart, templateJson } from './template-json.ts';
import { readTokenizerConfig, type SpecialTokenRole } from './tokenizer-config.ts';
import type { AddedTokenJson, TokenizerJson } from './tokenizer-json.ts';

/** What was published of a tokenizer before there was a `tokenizer.json`. */
export interface VocabularyFiles {
  /** `vocab.txt`: WordPiece, a token in each line. */
  readonly words?: string | undefined;
  /** The parsed `vocab.json`, tokens and their ids, and `merges.txt`: byte-level BPE. */
  readonly pairs?: { readonly vocabulary: unknown; readonly merges: string } | undefined;
  /** The parsed `tokenizer_config.json`. */
  readonly config?: unknown;
  /** The parsed `special_tokens_map.json`. */
  readonly specialTokensMap?: unknown;
  /** `model_type` of the model: the files do not say how texts are cut. */
  readonly modelType: string;
}

/**
 * The `tokenizer.json` that transformers would make of older files: WordPiece of BERT's kind, or byte-level BPE of GPT-2's
 * and RoBERTa's kind; undefined where there are neither.
 *
 * @throws {FormatError} for files that break their format, and for a model whose way of cutting texts they do not tell.
 */
export function tokenizerOfVocabulary(files: VocabularyFiles): TokenizerJson | undefined {
  if (files.words !== undefined) return wordPiece(files.words, files);
  if (files.pairs !== undefined) return bytePairs(files.pairs, files);
  return undefined;
}

function wordPiece(text: string, { config = {}, specialTokensMap }: VocabularyFiles): TokenizerJson {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const vocab = Object.fromEntries(lines.map((token, id): [string, number] => [token, id]).reverse());
  const isBert = '[CLS]' in vocab;
  const role = rolesOf(isBert ? bertTokens : robertaTokens, { config, specialTokensMap });
  const [begin, separator] = [role('cls'), role('sep')];
  const fields = new Map(Object.entries(Object(config)));
  const lowercase = fields.get('do_lower_case') !== false;
  const single: TemplatePart[] = [{ token: begin }, { text: 'A' }, { token: separator }];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(vocab, role, 'vocab.txt'),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: fields.get('tokenize_chinese_chars') !== false,
      strip_accents: fields.get('strip_accents') ?? null,
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: templateJson((token) => vocab[token], single, [
      ...single,
      // MPNet has two separators between two texts.
      ...(isBert ? [] : [{ token: separator }]),
      { text: 'B', type: 1 },
      { token: separator, type: 1 },
    ]),
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: role('unk'),
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  };
}

function bytePairs(
  { vocabulary, merges }: { readonly vocabulary: unknown; readonly merges: string },
  { config, specialTokensMap, modelType }: VocabularyFiles,
): TokenizerJson {
  const isRoberta = modelType === 'roberta' || modelType === 'bart';
  if (!isRoberta && modelType !== 'gpt2') {
    throw new FormatError(
      `vocab.json and merges.txt do not say how a ${modelType} cuts texts; they are read for gpt2, roberta and bart. ` +
        howToConvert,
    );
  }
  const vocab = checkVocabulary(vocabulary);
  const role = rolesOf(isRoberta ? robertaTokens : gptTokens, { config, specialTokensMap });
  const lines = merges.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version'));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(vocab, role, 'vocab.json'),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: isRoberta
      ? {
          type: 'RobertaProcessing',
          sep: [role('sep'), vocab[role('sep')]],
          cls: [role('cls'), vocab[role('cls')]],
          trim_offsets: true,
          add_prefix_space: false,
        }
      : { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab,
      merges: lines,
    },
  };
}

/** What to do where a tokenizer was published in a form that is not read here. */
export const howToConvert: string =
  "Make a tokenizer.json of it once, in Python: `AutoTokenizer.from_pretrained('folder').save_pretrained('folder')`";

type Roles = Readonly<Partial<Record<SpecialTokenRole, string>>>;
const bertTokens: Roles = { cls: '[CLS]', sep: '[SEP]', pad: '[PAD]', mask: '[MASK]', unk: '[UNK]' };
const robertaTokens: Roles = {
  ...{ bos: '<s>', eos: '</s>', cls: '<s>', sep: '</s>' },
  ...{ pad: '<pad>', mask: '<mask>', unk: '<unk>' },
};
const gptTokens: Roles = { bos: '<|endoftext|>', eos: '<|endoftext|>', unk: '<|endoftext|>' };

type RoleOf = ((role: SpecialTokenRole) => string) & {
  readonly all: ReadonlySet<string>;
  readonly mask: string;
};

/** Special tokens by what they are for: as the config says, else as such models mostly have them. */
function rolesOf(
  usual: Roles,
  { config, specialTokensMap }: Pick<VocabularyFiles, 'config' | 'specialTokensMap'>,
): RoleOf {
  const given = readTokenizerConfig(config, specialTokensMap).roles;
  const tokens = new Map<SpecialTokenRole, string>();
  for (const role of ['bos', 'eos', 'unk', 'sep', 'pad', 'cls', 'mask'] as const) {
    const token = given.get(role) ?? usual[role];
    if (token !== undefined) tokens.set(role, token);
  }
  const find = (role: SpecialTokenRole): string => tokens.get(role) ?? '';
  return Object.assign(find, { all: new Set(tokens.values()), mask: find('mask') });
}

function addedTokens(vocab: Readonly<Record<string, number>>, role: RoleOf, file: string): AddedTokenJson[] {
  for (const needed of ['cls', 'sep', 'unk'] as const) {
    const token = role(needed);
    if (token !== '' && !Object.hasOwn(vocab, token)) {
      throw new FormatError(`${file}: lacks the ${needed} token ${showValue(token)}`);
    }
  }
  return [...role.all].flatMap((content) => {
    const id = Object.hasOwn(vocab, content) ? vocab[content] : undefined;
    if (id === undefined) return [];
    // RoBERTa's mask takes the space before it, so that what fills the gap begins a word.
    const lstrip = content === role.mask && content === '<mask>';
    return { id, content, single_word: false, lstrip, rstrip: false, normalized: false, special: true };
  });
}

/** Proves that a value is a `vocab.json`: tokens and their ids. */
export function checkVocabulary(value: unknown): Record<string, number> {
  const isId = (id: unknown): id is number => typeof id === 'number' && Number.isInteger(id) && id >= 0;
  const entries = Object.entries(Object(value)).filter((entry): entry is [string, number] => isId(entry[1]));
  if (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    entries.length === Object.keys(value).length
  ) {
    return Object.fromEntries(entries);
  }
  throw new FormatError(`vocab.json: expected tokens and their ids, got ${showValue(value)}`);
}
