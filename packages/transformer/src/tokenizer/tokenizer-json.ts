import { FormatError } from '@heed/core';

/** A token that stands outside the learned vocabulary, such as `</s>`, as `tokenizer.json` lists it. */
export interface AddedTokenJson {
  readonly id: number;
  readonly content: string;
  readonly single_word: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

/**
 * A whole tokenizer as one JSON object: the `tokenizer.json` of the Hugging Face tokenizers library.
 * Only the parts that Heed reads are typed; the rest is kept as it came.
 */
export interface TokenizerJson {
  readonly version: string;
  readonly added_tokens: readonly AddedTokenJson[];
  readonly normalizer: object | null;
  readonly pre_tokenizer: object | null;
  readonly post_processor: object | null;
  readonly decoder: object | null;
  readonly model: {
    readonly type: string;
    /** Tokens and their ids; of a Unigram model a list of tokens and their scores, the id being the place. */
    readonly vocab: Readonly<Record<string, number>> | readonly UnigramPiece[];
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** A token of a Unigram model and its score. */
export type UnigramPiece = readonly [token: string, score: number];

const modelTypes = ['BPE', 'WordPiece', 'Unigram', 'WordLevel', 'Renumbered'];

/**
 * Proves that a value read from a file is a `tokenizer.json` and fills in the parts that older files
 * leave out (`added_tokens`, the parts of the pipeline, a model type that can be told from its fields).
 *
 * @param value The parsed JSON.
 * @param name What to call the file in messages.
 * @throws {FormatError} that names the part at fault.
 */
export function checkTokenizerJson(value: unknown, name = 'tokenizer.json'): TokenizerJson {
  const refuse: Refuse = (part, expected, seen) => {
    throw new FormatError(`${name}: ${part} must be ${expected}, got ${describe(seen)}`);
  };
  if (!isRecord(value)) return refuse('the file', 'a JSON object', value);
  const model = checkModel(value['model'], 'model', refuse);
  const addedTokens = value['added_tokens'] ?? [];
  if (!Array.isArray(addedTokens)) return refuse('added_tokens', 'a list', addedTokens);
  const added = addedTokens.map((token) =>
    checkAddedToken(token, (seen) =>
      refuse('every entry of added_tokens', 'an object with id and content', seen),
    ),
  );
  const part = (key: string): object | null => {
    const seen = value[key] ?? null;
    return seen === null || isRecord(seen) ? seen : refuse(key, 'an object or null', seen);
  };
  return {
    ...value,
    version: typeof value['version'] === 'string' ? value['version'] : '1.0',
    added_tokens: added,
    normalizer: part('normalizer'),
    pre_tokenizer: part('pre_tokenizer'),
    post_processor: part('post_processor'),
    decoder: part('decoder'),
    model,
  };
}

/**
 * Proves that a value describes a model of tokens.
 *
 * @param where What to call it in messages.
 */
export function checkModel(
  model: unknown,
  where: string,
  refuse: Refuse = (part, expected, seen) => {
    throw new FormatError(`${part} must be ${expected}, got ${describe(seen)}`);
  },
): TokenizerJson['model'] {
  if (!isRecord(model)) return refuse(where, 'an object', model);
  const type = model['type'] ?? guessModelType(model);
  if (typeof type !== 'string' || !modelTypes.includes(type)) {
    return refuse(`${where}.type`, `one of ${modelTypes.join(', ')}`, type);
  }
  const vocab = checkVocabulary(type, model['vocab'], (part, ...seen) =>
    refuse(part.replace(/^model/, where), ...seen),
  );
  const merges = model['merges'];
  if (type === 'BPE' && !(Array.isArray(merges) && merges.every(isMerge))) {
    return refuse(`${where}.merges`, 'a list of pairs of tokens', merges);
  }
  return { ...model, type, vocab };
}

/** Proves that a value describes an added token and fills in what it leaves out. */
export function checkAddedToken(token: unknown, refuse: (seen: unknown) => never): AddedTokenJson {
  if (!isRecord(token)) return refuse(token);
  const { id, content } = token;
  if (typeof content !== 'string' || !isId(id)) return refuse(token);
  const flag = (name: string, fallback: boolean): boolean => {
    const value = token[name] ?? fallback;
    return typeof value === 'boolean' ? value : refuse(token);
  };
  const special = flag('special', false);
  return {
    id,
    content,
    single_word: flag('single_word', false),
    lstrip: flag('lstrip', false),
    rstrip: flag('rstrip', false),
    normalized: flag('normalized', !special),
    special,
  };
}

type Refuse = (part: string, expected: string, seen: unknown) => never;

function checkVocabulary(type: string, vocab: unknown, refuse: Refuse): TokenizerJson['model']['vocab'] {
  if (type === 'Unigram') {
    if (Array.isArray(vocab) && vocab.every(isUnigramPiece)) return vocab;
    return refuse('model.vocab', 'a list of pairs of token and score', vocab);
  }
  if (!isRecord(vocab)) return refuse('model.vocab', 'an object of tokens and their ids', vocab);
  if (areIds(vocab)) return vocab;
  const [token, id] = Object.entries(vocab).find((entry) => !isId(entry[1])) ?? [];
  return refuse(`the id of ${JSON.stringify(token)}`, 'a whole number from 0', id);
}

function areIds(vocab: Record<string, unknown>): vocab is Record<string, number> {
  return Object.values(vocab).every(isId);
}

// Files written before the tokenizers library put `type` into the model.
function guessModelType(model: Record<string, unknown>): string | undefined {
  if (Array.isArray(model['merges'])) return 'BPE';
  if (Array.isArray(model['vocab'])) return 'Unigram';
  return 'continuing_subword_prefix' in model ? 'WordPiece' : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// The largest id that can be an int32; a larger one would make the id table swell.
function isId(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
}

function isMerge(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(' ');
  return Array.isArray(value) && value.length === 2 && value.every((side) => typeof side === 'string');
}

function isUnigramPiece(value: unknown): value is UnigramPiece {
  return Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number';
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object')
    return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'no keys'}`;
  const text = String(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
