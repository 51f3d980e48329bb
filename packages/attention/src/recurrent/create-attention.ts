import { AdditiveAttention } from '../mechanisms/additive-attention.ts';
import type { AlignmentAttention } from '../mechanisms/alignment.ts';
import { LocalAttention } from '../mechanisms/local-attention.ts';
import { MultiplicativeAttention } from '../mechanisms/multiplicative-attention.ts';
import type { RecurrentEncoderDecoderConfig } from './config.ts';

/** The attention that a config names, from decoder states to encoder states of the same width. */
export function createAttention(config: RecurrentEncoderDecoderConfig): AlignmentAttention | undefined {
  const { attention, hiddenWidth: width, window = 10 } = config;
  switch (attention) {
    case 'none':
      return undefined;
    case 'additive':
      return new AdditiveAttention(width, width, width);
    case 'local-m':
      return new LocalAttention(width, width, { alignment: 'monotonic', window });
    case 'local-p':
      return new LocalAttention(width, width, { alignment: 'predictive', window });
    default:
      return new MultiplicativeAttention(width, width, { score: attention });
  }
}
