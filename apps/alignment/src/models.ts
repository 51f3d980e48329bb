import { RecurrentEncoderDecoder, type RecurrentEncoderDecoderConfig } from '@heed/attention';
import { FormatError, type RandomGenerator } from '@heed/core';
import {
  baseConfig,
  EncoderDecoder,
  type EncoderDecoderConfig,
  parseEncoderDecoderConfig,
} from '@heed/transformer';

/** The models that the exhibit compares: about the same size, trained on the same pairs for the same time. */
export const modelNames = ['none', 'additive', 'general', 'transformer'] as const;

/** `none` is the recurrent model without attention: the source passes through one vector. */
export type ModelName = (typeof modelNames)[number];

/** Those that attend, and so have an alignment to show. */
export const attentiveModels: readonly ModelName[] = ['additive', 'general', 'transformer'];

/** How the exhibit calls them. */
export const modelTitles: Readonly<Record<ModelName, string>> = {
  none: 'GRU, no attention (Cho et al. 2014)',
  additive: 'GRU, additive attention (Bahdanau et al. 2015)',
  general: 'GRU, multiplicative attention (Luong et al. 2015, general)',
  transformer: 'Transformer (Vaswani et al. 2017)',
};

export type AlignmentModel = RecurrentEncoderDecoder | EncoderDecoder;

/** A fresh model of the exhibit. */
export function createModel(
  name: ModelName,
  vocabularySize: number,
  generator: RandomGenerator,
): AlignmentModel {
  if (name === 'transformer') return new EncoderDecoder(transformerConfig(vocabularySize), generator);
  return new RecurrentEncoderDecoder(recurrentConfig(name, vocabularySize), generator);
}

/** A model of the shape that a checkpoint's `config.json` tells. */
export function modelFromConfig(name: ModelName, json: unknown): AlignmentModel {
  if (name === 'transformer') return new EncoderDecoder(parseEncoderDecoderConfig(json));
  const expected = recurrentConfig(name, 1);
  const fields = new Map<string, unknown>(
    typeof json === 'object' && json !== null ? Object.entries(json) : [],
  );
  const vocabularySize = fields.get('vocabularySize');
  if (typeof vocabularySize !== 'number' || fields.get('attention') !== expected.attention) {
    throw new FormatError(`config: this is not the model '${name}': ${JSON.stringify(json)}`);
  }
  return new RecurrentEncoderDecoder({ ...expected, vocabularySize });
}

function transformerConfig(vocabularySize: number): EncoderDecoderConfig {
  return {
    ...baseConfig,
    vocabularySize,
    width: 128,
    heads: 4,
    feedForwardWidth: 256,
    encoderLayers: 2,
    decoderLayers: 2,
    dropout: 0.1,
    normFirst: true,
    maximumLength: 512,
  };
}

function recurrentConfig(
  attention: Exclude<ModelName, 'transformer'>,
  vocabularySize: number,
): RecurrentEncoderDecoderConfig {
  const { padId, startId, endId } = baseConfig;
  return {
    vocabularySize,
    embeddingWidth: 128,
    hiddenWidth: 192,
    cell: 'gru',
    attention,
    dropout: 0.1,
    padId,
    startId,
    endId,
  };
}
