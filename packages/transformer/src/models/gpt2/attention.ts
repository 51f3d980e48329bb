import { Attention, type Projected, splitHeads } from '@heed/attention';
import { checkConfig, Dropout, type RandomGenerator, split, type Tensor } from '@heed/core';
import type { Gpt2Config } from './config.ts';
import { TransposedLinear } from './transposed-linear.ts';

/** GPT-2's attention: queries, keys and values come side by side from one projection, `c_attn`. */
export class Gpt2Attention extends Attention {
  readonly cAttn: TransposedLinear;
  readonly cProj: TransposedLinear;
  readonly residDropout: Dropout;
  readonly #heads: number;

  constructor(config: Gpt2Config, layer: number, generator: RandomGenerator) {
    checkConfig(new.target.name, config);
    super({ scale: config.scales[layer], dropout: config.attentionDropout, generator });
    const { width, heads, residualDropout } = config;
    this.#heads = heads;
    this.cAttn = new TransposedLinear(width, 3 * width);
    this.cProj = new TransposedLinear(width, width);
    this.residDropout = new Dropout(residualDropout, generator);
  }

  protected override project(states: Tensor): Projected {
    const [queries, keys, values] = split(this.cAttn.forward(states), { axis: -1, parts: 3 });
    const heads = this.#heads;
    return {
      queries: splitHeads(queries, heads),
      keysAndValues: { keys: splitHeads(keys, heads), values: splitHeads(values, heads) },
    };
  }

  protected override output(context: Tensor): Tensor {
    return this.residDropout.forward(this.cProj.forward(context));
  }
}
