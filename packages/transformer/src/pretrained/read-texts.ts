import { parseStrictJson } from '@heed/core';
import type { ChatTemplate } from '../chat/chat-template.ts';
import type { ChatTemplateFiles } from '../chat/read-chat-template.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { GgufValue } from './gguf/metadata.ts';
import { type PretrainedFiles, readWhole } from './pretrained-files.ts';
import { readConfigFile } from './read-config.ts';

/** The largest published tokenizers take a quarter of it. */
const maximumBytes = 100_000_000;

/** What turns text into a model's ids, as far as it came with the model. */
export interface PretrainedTexts {
  readonly tokenizer?: Tokenizer;
  /** Turns a conversation into the text that the model was trained on. */
  readonly chatTemplate?: ChatTemplate;
}

/**
 * Reads tokenizer and chat template: from `tokenizer.json`, `tokenizer_config.json` and what stands beside them; where
 * there is no `tokenizer.json` from a SentencePiece model, from `vocab.txt`, or from `vocab.json` and `merges.txt`; or from
 * the metadata of a GGUF file.
 *
 * @throws {FormatError} for a file that breaks its format, or asks for what is not known here.
 */
export async function readTexts(
  files: PretrainedFiles,
  metadata: ReadonlyMap<string, GgufValue> | undefined,
): Promise<PretrainedTexts> {
  const published = metadata === undefined ? await publishedTexts(files) : await ggufTexts(metadata);
  if (published === undefined) return {};
  const { json, ...template } = published;
  const { config, specialTokensMap } = template;
  const { readChatTemplate } = await import('../chat/read-chat-template.ts');
  const chatTemplate = readChatTemplate(template);
  const tokenizer =
    json === undefined
      ? undefined
      : new (await import('../tokenizer/tokenizer.ts')).Tokenizer(json, { config, specialTokensMap });
  return { ...(tokenizer && { tokenizer }), ...(chatTemplate && { chatTemplate }) };
}

interface Published extends ChatTemplateFiles {
  /** The parsed `tokenizer.json`. */
  readonly json?: unknown;
}

async function publishedTexts(files: PretrainedFiles): Promise<Published | undefined> {
  const text = async (name: string): Promise<string | undefined> =>
    files.names.includes(name)
      ? new TextDecoder().decode(await readWhole(files, name, maximumBytes))
      : undefined;
  const json = async (name: string): Promise<unknown> => {
    const found = await text(name);
    return found === undefined ? undefined : parseStrictJson(found, name);
  };
  const jinja = await text('chat_template.jinja');
  const additional: Record<string, string> = {};
  for (const name of files.names) {
    const [, own] = /^additional_chat_templates\/([^/]+)\.jinja$/.exec(name) ?? [];
    if (own !== undefined) additional[own] = (await text(name)) ?? '';
  }
  const config = await json('tokenizer_config.json');
  const specialTokensMap = await json('special_tokens_map.json');
  return {
    json: (await json('tokenizer.json')) ?? (await olderTokenizer(files, { config, specialTokensMap, text })),
    config,
    specialTokensMap,
    ...(jinja !== undefined && { jinja }),
    additional,
  };
}

/** A tokenizer as it was published before there was a `tokenizer.json`. */
async function olderTokenizer(files: PretrainedFiles, { text, ...told }: OlderFiles): Promise<unknown> {
  const [words, json, merges] = [await text('vocab.txt'), await text('vocab.json'), await text('merges.txt')];
  const vocabulary = json === undefined ? undefined : parseStrictJson(json, 'vocab.json');
  const modelType = async (): Promise<string> =>
    (await readConfigFile(files, 'config.json')).text('model_type');
  const pieces = await sentencePiece(files);
  if (pieces !== undefined) {
    const { tokenizerOfSentencePiece } = await import('../tokenizer/sentence-piece/index.ts');
    return tokenizerOfSentencePiece({ ...told, ...pieces, vocabulary, modelType: await modelType() });
  }
  const pairs = vocabulary === undefined || merges === undefined ? undefined : { vocabulary, merges };
  if (words === undefined && pairs === undefined) return undefined;
  const { tokenizerOfVocabulary } = await import('../tokenizer/vocabulary-files.ts');
  return tokenizerOfVocabulary({ ...told, words, pairs, modelType: await modelType() });
}

/** Of Marian's two models the one of the source: both are numbered by one vocabulary. */
const sentencePieceNames = [
  'source.spm',
  'spm.model',
  'spiece.model',
  'sentencepiece.bpe.model',
  'tokenizer.model',
];

async function sentencePiece(
  files: PretrainedFiles,
): Promise<{ readonly model: Uint8Array; readonly name: string } | undefined> {
  const name = sentencePieceNames.find((known) => files.names.includes(known));
  if (name === undefined) return undefined;
  const model = await readWhole(files, name, maximumBytes);
  // Others call their own format tokenizer.model, too; a message of pieces begins with its first field.
  return name === 'tokenizer.model' && model[0] !== 0x0a ? undefined : { model, name };
}

interface OlderFiles {
  readonly config: unknown;
  readonly specialTokensMap: unknown;
  readonly text: (name: string) => Promise<string | undefined>;
}

async function ggufTexts(metadata: ReadonlyMap<string, GgufValue>): Promise<Published | undefined> {
  if (!metadata.has('tokenizer.ggml.model')) return undefined;
  const { ggufTokenizer } = await import('../tokenizer/gguf/index.ts');
  const { tokenizer, config } = ggufTokenizer(metadata);
  return { json: tokenizer, config };
}
