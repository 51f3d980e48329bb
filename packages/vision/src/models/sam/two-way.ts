import { MultiHeadAttention, splitHeads } from '@heed/attention';
import { add, checkConfig, LayerNorm, Module, type Tensor } from '@heed/core';
import { stackLayers } from '@heed/transformer';
import type { SamDecoderConfig } from './config.ts';
import { SamFeedForward } from './vision-layer.ts';

/** What one call of {@link SamAttention} attends to, [batch, keys, width] each. */
export interface SamAttendOptions {
  /** What keys are made of. */
  readonly memory: Tensor;
  /** What values are made of. */
  readonly values: Tensor;
}

/** Attention whose keys and values are made of states of their own, in fewer channels than the states have. */
export class SamAttention extends MultiHeadAttention {
  constructor(config: SamDecoderConfig, downsampling: number) {
    checkConfig(new.target.name, config);
    const { width, heads } = config;
    super(width, heads, { headDimension: width / downsampling / heads });
  }

  override forward(states: Tensor, { memory, values }: SamAttendOptions): Tensor {
    const queries = splitHeads(this.qProj.forward(states), this.heads);
    return this.attend({
      queries,
      keysAndValues: {
        keys: splitHeads(this.kProj.forward(memory), this.heads),
        values: splitHeads(this.vProj.forward(values), this.heads),
      },
    });
  }
}

/** Tokens of prompts and patches of the picture, [rows, tokens or patches, width]. */
export interface BothWays {
  readonly tokens: Tensor;
  readonly patches: Tensor;
}

/**
 * A layer that goes both ways (Kirillov et al. 2023, appendix A): tokens attend to each other, then to the picture, and the
 * picture attends to the tokens. Where they stand is added to queries and keys each time.
 */
export class SamTwoWayAttentionBlock extends Module {
  readonly selfAttn: SamAttention;
  readonly layerNorm1: LayerNorm;
  readonly crossAttnTokenToImage: SamAttention;
  readonly layerNorm2: LayerNorm;
  readonly mlp: SamFeedForward;
  readonly layerNorm3: LayerNorm;
  readonly layerNorm4: LayerNorm;
  readonly crossAttnImageToToken: SamAttention;
  readonly #isFirst: boolean;

  constructor(config: SamDecoderConfig, place: { readonly isFirst: boolean }) {
    super(config, place);
    const { width, epsilon, downsampling } = config;
    const norm = (): LayerNorm => new LayerNorm(width, { epsilon });
    this.selfAttn = new SamAttention(config, 1);
    this.layerNorm1 = norm();
    this.crossAttnTokenToImage = new SamAttention(config, downsampling);
    this.layerNorm2 = norm();
    this.mlp = new SamFeedForward(config);
    this.layerNorm3 = norm();
    this.layerNorm4 = norm();
    this.crossAttnImageToToken = new SamAttention(config, downsampling);
    this.#isFirst = place.isFirst;
  }

  override forward({ tokens, patches }: BothWays, places: BothWays): BothWays {
    const known = this.layerNorm1.forward(this.#among(tokens, places.tokens));
    const keys = add(patches, places.patches);
    const looked = this.crossAttnTokenToImage.forward(add(known, places.tokens), {
      memory: keys,
      values: patches,
    });
    const informed = this.layerNorm2.forward(add(known, looked));
    const queries = this.layerNorm3.forward(add(informed, this.mlp.forward(informed)));
    const told = this.crossAttnImageToToken.forward(keys, {
      memory: add(queries, places.tokens),
      values: queries,
    });
    return { tokens: queries, patches: this.layerNorm4.forward(add(patches, told)) };
  }

  /** In the first layer, tokens are nothing but where they stand. */
  #among(tokens: Tensor, places: Tensor): Tensor {
    if (this.#isFirst) return this.selfAttn.forward(tokens, { memory: tokens, values: tokens });
    const placed = add(tokens, places);
    return add(tokens, this.selfAttn.forward(placed, { memory: placed, values: tokens }));
  }
}

/** The layers, and a last look of the tokens at the picture. */
export class SamTwoWayTransformer extends Module {
  readonly layers: readonly SamTwoWayAttentionBlock[];
  readonly finalAttnTokenToImage: SamAttention;
  readonly layerNormFinalAttn: LayerNorm;

  constructor(config: SamDecoderConfig) {
    super(config);
    this.layers = stackLayers(config.layers, (at) => {
      return new SamTwoWayAttentionBlock(config, { isFirst: at === 0 });
    });
    this.finalAttnTokenToImage = new SamAttention(config, config.downsampling);
    this.layerNormFinalAttn = new LayerNorm(config.width);
  }

  /**
   * Tokens that know the picture, and patches that know what was asked.
   *
   * @param places Where the patches stand; tokens stand where they are themselves.
   */
  override forward({ tokens, patches }: BothWays, places: Tensor): BothWays {
    const given = { tokens, patches: places };
    const both = this.layers.reduce((state, layer) => layer.forward(state, given), { tokens, patches });
    const looked = this.finalAttnTokenToImage.forward(add(both.tokens, tokens), {
      memory: add(both.patches, places),
      values: both.patches,
    });
    return { tokens: this.layerNormFinalAttn.forward(add(both.tokens, looked)), patches: both.patches };
  }
}
