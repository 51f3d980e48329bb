import { checkOptions, checkWhole, FormatError, messageOf, OptionError } from '@heed/core';
import type { ActivationName } from '../layers/feed-forward.ts';

/** What an encoder–decoder Transformer is made of; plain data, saved as `config.json`. */
export interface EncoderDecoderConfig {
  readonly vocabularySize: number;
  readonly width: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly dropout: number;
  readonly activation: ActivationName;
  /** Pre-norm instead of the published post-norm. */
  readonly normFirst: boolean;
  /** Longest source or target, in tokens. */
  readonly maximumLength: number;
  readonly padId: number;
  readonly startId: number;
  readonly endId: number;
}

/** The base model of Vaswani et al. 2017, table 3: about 65 million parameters with a joint vocabulary of 37,000. */
export const baseConfig: EncoderDecoderConfig = {
  vocabularySize: 37_000,
  width: 512,
  heads: 8,
  feedForwardWidth: 2048,
  encoderLayers: 6,
  decoderLayers: 6,
  dropout: 0.1,
  activation: 'relu',
  normFirst: false,
  maximumLength: 1024,
  padId: 0,
  startId: 1,
  endId: 2,
};

const positive = [
  'vocabularySize',
  'width',
  'heads',
  'feedForwardWidth',
  'encoderLayers',
  'decoderLayers',
  'maximumLength',
] as const;
const ids = ['padId', 'startId', 'endId'] as const;

/** Refuses a config that no model can be built from, or with a name that is none of its fields. */
export function checkConfig(config: EncoderDecoderConfig): void {
  checkOptions('config', config, Object.keys(baseConfig));
  for (const name of positive) {
    checkWhole(`config: ${name}`, config[name], 1, name.endsWith('Layers') ? 1000 : 10_000_000);
  }
  for (const name of ids) checkWhole(`config: ${name}`, config[name], 0, config.vocabularySize - 1);
  if (config.width % config.heads !== 0) {
    throw new OptionError(`config: width ${config.width} does not divide into ${config.heads} heads`);
  }
  if (!(config.dropout >= 0 && config.dropout < 1)) {
    throw new OptionError(`config: dropout must lie in 0…1, got ${config.dropout}`);
  }
}

/**
 * Reads a config from parsed JSON, as `config.json` holds it.
 *
 * @throws {FormatError} naming the field, what was expected and what was found.
 *
 * @example
 * ```ts
 * import { baseConfig, parseEncoderDecoderConfig } from '@heed/transformer';
 * const config = parseEncoderDecoderConfig(JSON.parse(JSON.stringify(baseConfig)));
 * console.log(config.width); // 512
 * ```
 */
export function parseEncoderDecoderConfig(json: unknown): EncoderDecoderConfig {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new FormatError('config: expected a JSON object');
  }
  const fields = new Map<string, unknown>(Object.entries(json));
  const read = <Value>(name: string, kind: string, is: (value: unknown) => value is Value): Value => {
    const value = fields.get(name);
    if (!is(value))
      throw new FormatError(`config: ${name} must be a ${kind}, found ${JSON.stringify(value)}`);
    return value;
  };
  const number = (name: string): number => read(name, 'number', (value) => typeof value === 'number');
  const config: EncoderDecoderConfig = {
    vocabularySize: number('vocabularySize'),
    width: number('width'),
    heads: number('heads'),
    feedForwardWidth: number('feedForwardWidth'),
    encoderLayers: number('encoderLayers'),
    decoderLayers: number('decoderLayers'),
    dropout: number('dropout'),
    activation: read('activation', "'relu' or 'gelu'", (value) => value === 'relu' || value === 'gelu'),
    normFirst: read('normFirst', 'boolean', (value) => typeof value === 'boolean'),
    maximumLength: number('maximumLength'),
    padId: number('padId'),
    startId: number('startId'),
    endId: number('endId'),
  };
  try {
    checkConfig(config);
  } catch (cause) {
    throw new FormatError(messageOf(cause), { cause });
  }
  return config;
}
