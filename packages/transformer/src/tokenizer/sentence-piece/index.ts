import { FormatError } from '@heed/core';
import { type TemplatePart, templateJson, tokenParts } from '../template-json.ts';
import { tokenKinds } from '../token-kinds.ts';
import { readTokenizerConfig } from '../tokenizer-config.ts';
import type { AddedTokenJson, TokenizerJson } from '../tokenizer-json.ts';
import { checkVocabulary } from '../vocabulary-files.ts';
import { readSentencePiece } from './model-file.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import { pieceModelJson, pipelineJson } from './piece-model.ts';

/** A tokenizer as it was published with SentencePiece alone. */
export interface SentencePieceFiles {
  /** The SentencePiece model; of Marian's two the one of the source. */
  readonly model: Uint8Array;
  /** What the file is called, in messages. */
  readonly name: string;
  /** The parsed `vocab.json`, which numbers the pieces of Marian and M2M100. */
  readonly vocabulary?: unknown;
  /** The parsed `tokenizer_config.json`. */
  readonly config?: unknown;
  /** The parsed `special_tokens_map.json`. */
  readonly specialTokensMap?: unknown;
  /** `model_type` of the model, whose tokenizer class in transformers tells the ids and what stands around a text. */
  readonly modelType: string;
}

/**
 * A `tokenizer.json` for a SentencePiece model (Kudo and Richardson 2018): the ids are those of the tokenizer class of
 * transformers, in which Marian, M2M100, mBART, NLLB, Pegasus, T5, XLM-RoBERTa, CamemBERT, ALBERT and DeBERTa v2 number
 * pieces each in a way of their own; others take the ids of the file.
 *
 * @throws {FormatError} for files that break their format, or do not say what is needed.
 */
export function tokenizerOfSentencePiece(files: SentencePieceFiles): TokenizerJson {
  const { config = {}, specialTokensMap, modelType } = files;
  const model = readSentencePiece(files.model, files.name);
  const settings = readTokenizerConfig(config, specialTokensMap);
  const fields = new Map<string, unknown>(Object.entries(Object(config)));
  const numbering = numberingOf({
    model,
    vocabulary: files.vocabulary === undefined ? undefined : checkVocabulary(files.vocabulary),
    setting: (name) => fields.get(name) ?? undefined,
    additional: [...settings.specialTokens].filter((token) => ![...settings.roles.values()].includes(token)),
    modelType,
  });
  const vocabulary = withLanguages(numbering);
  const special = [...settings.roles.values(), ...usualTokens, ...numbering.languages, ...numbering.added];
  const own = model.pieces.flatMap(({ text, kind }) => (kind === tokenKinds.userDefined ? [text] : []));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      ...addedTokens(vocabulary, special, true),
      ...addedTokens(
        vocabulary,
        own.filter((token) => !special.includes(token)),
        false,
      ),
    ],
    ...pipelineJson(model, numbering.normalizers),
    post_processor: template(vocabulary, numbering),
    model: {
      type: 'Renumbered',
      unk_token: unknownToken(vocabulary, settings.roles.get('unk') ?? numbering.unknown),
      vocab: Object.fromEntries(vocabulary),
      pieces: pieceModelJson(model),
    },
  };
}

/** What these models call their special tokens, where no file says otherwise. */
const usualTokens = ['<s>', '</s>', '<unk>', '<pad>', '<mask>'];

function withLanguages({ vocabulary, languages }: Numbering): Map<string, number> {
  const whole = new Map(Object.entries(vocabulary));
  const first = Math.max(-1, ...whole.values()) + 1;
  for (const [index, language] of languages.entries()) whole.set(language, first + index);
  return whole;
}

function addedTokens(
  vocabulary: ReadonlyMap<string, number>,
  tokens: readonly string[],
  special: boolean,
): AddedTokenJson[] {
  return [...new Set(tokens)].flatMap((content) => {
    const id = vocabulary.get(content);
    if (id === undefined) return [];
    const lstrip = content === '<mask>';
    return { id, content, single_word: false, lstrip, rstrip: false, normalized: false, special };
  });
}

function unknownToken(vocabulary: ReadonlyMap<string, number>, token = '<unk>'): string {
  if (vocabulary.has(token)) return token;
  throw new FormatError(`vocab.json: lacks the unknown token ${JSON.stringify(token)}`);
}

function template(
  vocabulary: ReadonlyMap<string, number>,
  { before, after, each = false, between = [], secondType: type = 0 }: Numbering,
): object | null {
  const [front, end] = [tokenParts(before), tokenParts(after)];
  const first: TemplatePart[] = [...front, { text: 'A' }];
  const second: TemplatePart[] = [{ text: 'B', type }, ...tokenParts(after, type)];
  const joint = each ? [...end, ...front] : tokenParts(between);
  return templateJson((token) => vocabulary.get(token), [...first, ...end], [...first, ...joint, ...second]);
}
