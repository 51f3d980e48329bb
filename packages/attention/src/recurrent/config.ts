import { checkOneOf, checkWhole, OptionError } from '@heed/core';

/** Which recurrent cell: gated recurrent unit (Cho et al. 2014) or long short-term memory. */
export type RecurrentCellName = 'gru' | 'lstm';

/** How the decoder reads the source; `none` is the model before attention, which reads one vector. */
export type RecurrentAttentionName =
  | 'none'
  | 'additive'
  | 'dot'
  | 'general'
  | 'concat'
  | 'local-m'
  | 'local-p';

/** What a recurrent encoder–decoder is made of; plain data, saved as `config.json`. */
export interface RecurrentEncoderDecoderConfig {
  readonly vocabularySize: number;
  readonly embeddingWidth: number;
  /** Width of the decoder's state, and of the encoder's two directions together: an even number. */
  readonly hiddenWidth: number;
  readonly cell: RecurrentCellName;
  readonly attention: RecurrentAttentionName;
  readonly dropout: number;
  readonly padId: number;
  readonly startId: number;
  readonly endId: number;
  /** Feed the attentional state into the next step (Luong et al. 2015, §3.3); true by default. */
  readonly inputFeeding?: boolean;
  /** Reach D of the local attentions to either side; 10 by default. */
  readonly window?: number;
}

const sizes = ['vocabularySize', 'embeddingWidth', 'hiddenWidth'] as const;
const ids = ['padId', 'startId', 'endId'] as const;
const attentions: readonly RecurrentAttentionName[] = [
  'none',
  'additive',
  'dot',
  'general',
  'concat',
  'local-m',
  'local-p',
];

/** Refuses a config that no model can be built from. */
export function checkRecurrentConfig(config: RecurrentEncoderDecoderConfig): void {
  for (const name of sizes) checkWhole(`config: ${name}`, config[name], 1, 10_000_000);
  for (const name of ids) checkWhole(`config: ${name}`, config[name], 0, config.vocabularySize - 1);
  if (config.hiddenWidth % 2 !== 0) {
    throw new OptionError(`config: hiddenWidth must be even (two directions), got ${config.hiddenWidth}`);
  }
  checkOneOf('config: cell', config.cell, ['gru', 'lstm']);
  checkOneOf('config: attention', config.attention, attentions);
  if (!(config.dropout >= 0 && config.dropout < 1)) {
    throw new OptionError(`config: dropout must lie in 0…1, got ${config.dropout}`);
  }
}
