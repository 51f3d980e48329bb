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
 * Reads tokenizer and chat template: from `tokenizer.json`, `tokenizer_config.json` and what stands beside them; from
 * `vocab.txt`, or `vocab.json` and `merges.txt`, where there is no `tokenizer.json`; or from the metadata of a GGUF file.
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

/** The tokenizer of `vocab.txt`, or of `vocab.json` and `merges.txt`, as they were published before. */
async function olderTokenizer(
  files: PretrainedFiles,
  { config, specialTokensMap, text }: OlderFiles,
): Promise<unknown> {
  const [words, json, merges] = [await text('vocab.txt'), await text('vocab.json'), await text('merges.txt')];
  if (words === undefined && (json === undefined || merges === undefined)) return undefined;
  const { tokenizerOfVocabulary } = await import('../tokenizer/vocabulary-files.ts');
  const model = await readConfigFile(files, 'config.json');
  const pairs =
    json === undefined || merges === undefined
      ? undefined
      : { vocabulary: parseStrictJson(json, 'vocab.json'), merges };
  return tokenizerOfVocabulary({
    words,
    pairs,
    config,
    specialTokensMap,
    modelType: model.text('model_type'),
  });
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
