import { join } from 'node:path';
import { type ExplainedTranslation, explain, readJson, translate } from '@heed/app-translation';
import { loadWeightsFile } from '@heed/core/node';
import { EncoderDecoder, Tokenizer } from '@heed/transformer';
import { type ModelName, modelFromConfig } from './models.ts';

/** A trained model of the exhibit, whatever it is made of. */
export interface Aligner {
  readonly name: ModelName;
  readonly parameters: number;
  /** Translates texts by beam search. */
  translate(texts: readonly string[]): Promise<string[]>;
  /** Translates a sentence and tells which source tokens each target token looked at. */
  explain(text: string): Promise<ExplainedTranslation>;
  dispose(): void;
}

/** The checkpoints that come with the application, a folder for each model. */
export const builtInCheckpoints: string = join(import.meta.dirname, '..', 'checkpoint');

/**
 * Loads a model of the exhibit from its folder onto the current backend.
 *
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadAligner(name: ModelName, folder: string): Promise<Aligner> {
  const model = modelFromConfig(name, await readJson(join(folder, 'config.json')));
  try {
    const tokenizer = new Tokenizer(await readJson(join(folder, 'tokenizer.json')));
    await loadWeightsFile(model, join(folder, 'model.safetensors'));
    const common = { name, parameters: model.parameterCount(), dispose: () => model.dispose() };
    if (model instanceof EncoderDecoder) {
      const last = model.config.decoderLayers - 1;
      const translator = { model, tokenizer, alignmentPath: `decoder.layers.${last}.crossAttention.weights` };
      return {
        ...common,
        translate: (texts) => translate(translator, texts),
        explain: (text) => explain(translator, text),
      };
    }
    const translator = { model, tokenizer, alignmentPath: 'attention.weights' };
    return {
      ...common,
      translate: (texts) => translate(translator, texts),
      explain: (text) => explain(translator, text),
    };
  } catch (error) {
    model.dispose();
    throw error;
  }
}
