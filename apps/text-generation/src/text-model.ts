import { basename, join } from 'node:path';
import { FormatError, type Module } from '@heed/core';
import type { CausalLanguageModel, ChatTemplate, PretrainedProgress, Tokenizer } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';

/** A language model with what one needs to write and read its texts. */
export interface TextModel {
  readonly name: string;
  readonly model: CausalLanguageModel;
  readonly tokenizer: Tokenizer;
  /** Ids that end a text. */
  readonly endIds: readonly number[];
  /** Turns a conversation into a prompt; absent where the model knows none. */
  readonly chatTemplate?: ChatTemplate;
}

/** The checkpoint that comes with the application: stories260K. */
const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

/**
 * Loads a language model onto the current backend.
 *
 * @param source A folder, a GGUF file, or a name on the Hugging Face hub; the built-in model by default.
 * @throws {FormatError} for what is no language model with a tokenizer.
 */
export async function loadTextModel(
  source: string = builtInCheckpoint,
  onProgress: (progress: PretrainedProgress) => void = () => {},
): Promise<TextModel> {
  const { model, tokenizer, chatTemplate, generationConfig } = await fromPretrained(source, { onProgress });
  if (!isCausal(model)) {
    throw new FormatError(`${source} is a ${model.constructor.name}, which does not go on with texts`);
  }
  if (tokenizer === undefined) throw new FormatError(`${source} has no tokenizer`);
  const own = tokenizer.roles.get('eos')?.id;
  const endIds = new Set([...generationConfig.ids('eos_token_id'), ...(own === undefined ? [] : [own])]);
  return {
    name: source === builtInCheckpoint ? 'stories260k' : basename(source, '.gguf'),
    model,
    tokenizer,
    endIds: [...endIds],
    ...(chatTemplate && { chatTemplate }),
  };
}

function isCausal(model: Module): model is CausalLanguageModel {
  return 'createCache' in model && 'config' in model && !('encode' in model);
}
