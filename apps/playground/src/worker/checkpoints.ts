import { FormatError, fetchBytes, loadWeights, urlSource } from '@heed/core';
import { EncoderDecoder, fromPretrained, parseEncoderDecoderConfig, Tokenizer } from '@heed/transformer';
import { type LanguageModel, languageModelOf, obstacleOf } from './language-model.ts';

/** Hears which share of the weights is there, from 0 to 1. */
export type OnShare = (share: number) => void;

const translation = {
  config: new URL('../../../translation/checkpoint/config.json', import.meta.url),
  tokenizer: new URL('../../../translation/checkpoint/tokenizer.json', import.meta.url),
  weights: new URL('../../../translation/checkpoint/model.safetensors', import.meta.url),
};

const stories = {
  'config.json': new URL('../../../text-generation/checkpoint/config.json', import.meta.url),
  'generation_config.json': new URL(
    '../../../text-generation/checkpoint/generation_config.json',
    import.meta.url,
  ),
  'tokenizer.json': new URL('../../../text-generation/checkpoint/tokenizer.json', import.meta.url),
  'tokenizer_config.json': new URL(
    '../../../text-generation/checkpoint/tokenizer_config.json',
    import.meta.url,
  ),
  'model.safetensors': new URL('../../../text-generation/checkpoint/model.safetensors', import.meta.url),
};

/** A translator and the tokenizer that it was trained with. */
export interface Translator {
  readonly model: EncoderDecoder;
  readonly tokenizer: Tokenizer;
}

const readJson = async (url: URL): Promise<unknown> => {
  return JSON.parse(new TextDecoder().decode(await fetchBytes(url.href)));
};

/** Fetches the checkpoint of `apps/translation`. */
export async function loadTranslator(onShare: OnShare): Promise<Translator> {
  const [config, tokenizer] = await Promise.all([
    readJson(translation.config),
    readJson(translation.tokenizer),
  ]);
  const model = new EncoderDecoder(parseEncoderDecoderConfig(config));
  await loadWeights(model, await urlSource(translation.weights.href), {
    onProgress: ({ loaded, total }) => onShare(loaded / total),
  });
  return { model, tokenizer: new Tokenizer(tokenizer) };
}

/** Fetches the checkpoint of `apps/text-generation`. */
export async function loadStories(onShare: OnShare): Promise<LanguageModel> {
  const pretrained = await fromPretrained(stories, {
    onProgress: ({ loaded, total }) => onShare(loaded / total),
  });
  const model = languageModelOf(pretrained);
  if (model === undefined) throw new FormatError(`the stories: ${obstacleOf(pretrained)}`);
  return model;
}
