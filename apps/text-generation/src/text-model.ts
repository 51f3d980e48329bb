import { basename, join } from 'node:path';
import { FormatError, type Module } from '@heed/core';
import type { CausalLanguageModel, Pretrained, PretrainedProgress, Tokenizer } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';

/** A language model with what one needs to write and read its texts. */
export interface TextModel extends Pretrained {
  readonly name: string;
  readonly model: CausalLanguageModel;
  readonly tokenizer: Tokenizer;
}

/** A model that gives texts vectors. */
export interface EmbeddingModel extends Pretrained {
  readonly name: string;
  readonly tokenizer: Tokenizer;
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
  const pretrained = await fromPretrained(source, { onProgress });
  const { model } = pretrained;
  if (!isCausal(model)) {
    throw new FormatError(`${source} is a ${model.constructor.name}, which does not go on with texts`);
  }
  const name = source === builtInCheckpoint ? 'stories260k' : basename(source, '.gguf');
  return { ...pretrained, name, model, tokenizer: tokenizerOf(source, pretrained) };
}

/**
 * Loads a model for embeddings onto the current backend.
 *
 * @param source A folder or a name on the Hugging Face hub.
 * @throws {FormatError} for what has no tokenizer.
 */
export async function loadEmbeddingModel(
  source: string,
  onProgress: (progress: PretrainedProgress) => void = () => {},
): Promise<EmbeddingModel> {
  const pretrained = await fromPretrained(source, { onProgress });
  return { ...pretrained, name: basename(source), tokenizer: tokenizerOf(source, pretrained) };
}

function tokenizerOf(source: string, { tokenizer }: Pretrained): Tokenizer {
  if (tokenizer === undefined) throw new FormatError(`${source} has no tokenizer`);
  return tokenizer;
}

function isCausal(model: Module): model is CausalLanguageModel {
  return 'createCache' in model && 'config' in model && !('encode' in model);
}
