import {
  joinHeads,
  MultiHeadAttention,
  type Projected,
  RelativeAttention,
  RotaryPositions,
  splitHeads,
} from '@heed/attention';
import { checkConfig, type RandomGenerator, type Tensor } from '@heed/core';
import type { ConformerConfig } from './config.ts';

/** Attention whose states are turned to their positions before they become queries and keys; values are of the states as they are. */
export class ConformerRotaryAttention extends MultiHeadAttention {
  readonly rotary: RotaryPositions;

  constructor(config: ConformerConfig, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    const { width, heads, attentionDropout, rotaryBase } = config;
    super(width, heads, { dropout: attentionDropout, generator });
    this.rotary = new RotaryPositions(width / heads, { base: rotaryBase });
  }

  protected override project(states: Tensor): Projected {
    const turned = joinHeads(this.rotary.rotate(splitHeads(states, this.heads), 0));
    return {
      queries: splitHeads(this.qProj.forward(turned), this.heads),
      keysAndValues: {
        keys: splitHeads(this.kProj.forward(turned), this.heads),
        values: splitHeads(this.vProj.forward(states), this.heads),
      },
    };
  }
}

/** The attention of a layer, which knows distances or positions, as the config says. */
export function conformerAttention(
  config: ConformerConfig,
  generator: RandomGenerator,
): RelativeAttention | MultiHeadAttention {
  const { width, heads, attentionDropout: dropout, positions } = config;
  if (positions === 'rotary') return new ConformerRotaryAttention(config, generator);
  if (positions === undefined) return new MultiHeadAttention(width, heads, { dropout, generator });
  const options = { bias: true, distanceBias: false, pairs: 'neighbours', dropout, generator } as const;
  return new RelativeAttention(width, heads, options);
}
