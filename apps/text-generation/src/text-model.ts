import { join } from 'node:path';
import { readJson } from '@heed/app-translation';
import { loadWeightsFile } from '@heed/core/node';
import { type CausalLanguageModel, HfConfig, Llama, readLlamaConfig, Tokenizer } from '@heed/transformer';

/** A language model with what one needs to write and read its texts. */
export interface TextModel {
  readonly name: string;
  readonly model: CausalLanguageModel;
  readonly tokenizer: Tokenizer;
  /** Ids that end a text. */
  readonly endIds: readonly number[];
  /** The ids of a conversation up to where the assistant answers; absent where the model knows no such form. */
  readonly chatPrompt?: (messages: readonly Message[]) => number[];
}

/** A turn of a conversation. */
export interface Message {
  readonly role: string;
  readonly content: string;
}

/** The checkpoint that comes with the application: stories260K. */
const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

/**
 * Loads the built-in model onto the current backend.
 *
 * @throws {FormatError} for a file that is missing or damaged.
 */
export async function loadBuiltIn(folder: string = builtInCheckpoint): Promise<TextModel> {
  const config = new HfConfig(await readJson(join(folder, 'config.json')));
  const generation = new HfConfig(await readJson(join(folder, 'generation_config.json')));
  const tokenizer = new Tokenizer(await readJson(join(folder, 'tokenizer.json')));
  const model = new Llama(readLlamaConfig(config));
  await loadWeightsFile(model, join(folder, 'model.safetensors'));
  return {
    name: 'stories260k',
    model,
    tokenizer,
    endIds: generation.ids('eos_token_id'),
    // It knows no conversation: what was said so far is the story's beginning.
    chatPrompt: (messages) => tokenizer.encode(messages.map(({ content }) => content).join(' ')),
  };
}
