import { checkOneOf, checkOptions, OptionError } from '@heed/core';
import type { Encoding } from '../tokenizer/encoding.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { encoderInput, mostTokens, readRows } from './encoder-batch.ts';
import { groupsOf, largestWins, type TaggedToken, type TokenScores, tagOf, wordsOf } from './group-tokens.ts';
import { type BatchOptions, batchOptionNames, isList, runBatches } from './run-batches.ts';
import { scoresOf } from './scores.ts';
import { encoderOf, type TaskModel, tokenizerOf } from './task-model.ts';

/**
 * How tokens become entities: `none` gives tokens; `simple` joins neighbours of one class; the others first give each
 * word one class: that of its `first` token, that of its tokens' `average`, or that of the token that is surest (`max`).
 */
export type Aggregation = 'none' | 'simple' | 'first' | 'average' | 'max';

/** Options of {@link tagTokens}. */
export interface TagTokensOptions extends BatchOptions {
  /** `simple` by default. */
  readonly aggregation?: Aggregation;
  /** Classes to leave out; `O` by default. */
  readonly ignoredLabels?: readonly string[];
  /**
   * A text that is longer than the model takes is read in windows, and each shares so many tokens with the one before:
   * by default an eighth of a window. With `none` it is 0, since a token would be given twice.
   */
  readonly stride?: number;
}

/** A part of a text that is of one class. */
export interface Entity {
  /** The class, without its B- or I-. */
  readonly label: string;
  /** Its probability, the mean over its tokens or words. */
  readonly score: number;
  /** The part of the text: `text.slice(start, end)`. */
  readonly text: string;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A token and its class. */
export interface TokenTag extends Entity {
  /** The token as it stands in the vocabulary. */
  readonly token: string;
  /** Its place among the tokens of its window, special ones counted. */
  readonly index: number;
}

/**
 * Finds names, places, dates or whatever a model was trained to see in a text, and says where they stand. Entities are
 * those of transformers' pipeline; long texts are read in windows, and of entities that overlap the longer stays.
 *
 * @param pretrained A model with a head for token classification.
 * @throws {TaskError} for another model.
 *
 * @example
 * ```ts no-run
 * import { tagTokens } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('dslim/bert-base-NER');
 * for (const { label, text, start } of await tagTokens(pretrained, 'Ada Lovelace was born in London.')) {
 *   console.log(label, text, start); // PER Ada Lovelace 0, LOC London 25
 * }
 * ```
 */
export function tagTokens(
  pretrained: TaskModel,
  text: string,
  options: TagTokensOptions & { readonly aggregation: 'none' },
): Promise<TokenTag[]>;
/** The tokens of several texts. */
export function tagTokens(
  pretrained: TaskModel,
  texts: readonly string[],
  options: TagTokensOptions & { readonly aggregation: 'none' },
): Promise<TokenTag[][]>;
/** The entities of a text. */
export function tagTokens(pretrained: TaskModel, text: string, options?: TagTokensOptions): Promise<Entity[]>;
/** The entities of several texts. */
export function tagTokens(
  pretrained: TaskModel,
  texts: readonly string[],
  options?: TagTokensOptions,
): Promise<Entity[][]>;
export async function tagTokens(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: TagTokensOptions = {},
): Promise<Entity[] | Entity[][]> {
  checkOptions('tagTokens', options, [...batchOptionNames, 'aggregation', 'ignoredLabels', 'stride']);
  const model = encoderOf('tagTokens', pretrained, 'tokenClassifier');
  const tokenizer = tokenizerOf('tagTokens', pretrained);
  const { labels } = model.config;
  const { aggregation = 'simple', ignoredLabels = ['O'] } = options;
  checkOneOf('tagTokens: aggregation', aggregation, ['none', 'simple', 'first', 'average', 'max']);
  const texts = isList(given) ? given : [given];
  const windows = windowsOf(texts, tokenizer, mostTokens(model.config, tokenizer), options);
  const scored = await runBatches(
    windows,
    options,
    ({ encoding }) => encoding.ids.length,
    async (batch) => {
      const rows = await readRows(() => {
        const { ids, options: input } = encoderInput(
          model,
          batch.map(({ encoding }) => encoding),
        );
        return model.forward(ids, input);
      });
      return batch.map(({ encoding, row: text }, row) => ({
        row: text,
        tokens: tokenScores(encoding, rows[row] ?? new Float32Array(), labels.length),
      }));
    },
  );
  const results = texts.map((text, row) => {
    const own = scored.filter((window) => window.row === row);
    const found = own.flatMap(({ tokens }) =>
      entitiesOf(tokens, { text, labels, aggregation, tokenizer }).filter(
        ({ label }) => !ignoredLabels.includes(label),
      ),
    );
    return own.length > 1 && aggregation !== 'none' ? largestWins(found) : found;
  });
  return isList(given) ? results : (results[0] ?? []);
}

/** The parts of each text that the model can read at once. */
function windowsOf(
  texts: readonly string[],
  tokenizer: Tokenizer,
  most: number,
  { aggregation, stride = aggregation === 'none' ? 0 : Math.floor(most / 8) }: TagTokensOptions,
): { readonly row: number; readonly encoding: Encoding }[] {
  if (aggregation === 'none' && stride > 0) {
    throw new OptionError('tagTokens: with aggregation none, a stride would give tokens twice');
  }
  const cutting = Number.isFinite(most) ? { truncation: { maximumLength: most, stride } } : {};
  return tokenizer
    .encodeTexts(texts, cutting)
    .flatMap((encoding, row) => [encoding, ...encoding.overflowing].map((part) => ({ row, encoding: part })));
}

/** What the model says of each token that is no special one. */
function tokenScores(encoding: Encoding, logits: Float32Array, labels: number): TokenScores[] {
  return encoding.ids.flatMap((id, index) => {
    if (encoding.specialTokensMask[index] === 1) return [];
    const [start = 0, end = 0] = encoding.offsets[index] ?? [];
    const scores = scoresOf(logits.subarray(index * labels, (index + 1) * labels), 'softmax');
    return [{ id, index, token: encoding.tokens[index] ?? '', start, end, scores }];
  });
}

function entitiesOf(
  tokens: readonly TokenScores[],
  {
    text,
    labels,
    aggregation,
    tokenizer,
  }: {
    readonly text: string;
    readonly labels: readonly string[];
    readonly aggregation: Aggregation;
    readonly tokenizer: Tokenizer;
  },
): (Entity | TokenTag)[] {
  const withText = <Part extends TaggedToken>(part: Part): Part & { readonly text: string } => ({
    ...part,
    text: text.slice(part.start, part.end),
  });
  if (aggregation === 'none') {
    return tokens.map(({ token, index, ...own }) => ({ ...withText(tagOf(own, labels)), token, index }));
  }
  const tagged =
    aggregation === 'simple'
      ? tokens.map((token) => tagOf(token, labels))
      : wordsOf(tokens, text, tokenizer).map((word) => tagOf(word, labels, aggregation));
  return groupsOf(tagged).map(withText);
}
