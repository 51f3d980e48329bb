import { fullLike, LayerNorm, layerNorm, Module, onesInitializer, Parameter, type Tensor } from '@heed/core';

/** Layer normalisation without a bias: `(x − mean) / √(variance + ε) · weight`. */
export class PlainNorm extends Module {
  readonly weight: Parameter;
  readonly #epsilon: number;

  constructor(width: number, config: { readonly epsilon: number }) {
    super(config);
    this.weight = new Parameter([width], onesInitializer);
    this.#epsilon = config.epsilon;
  }

  override forward(x: Tensor): Tensor {
    const { value } = this.weight;
    // With a bias of zeros it is the fused op.
    return layerNorm(x, value, fullLike(value, 0), { epsilon: this.#epsilon });
  }
}

/** What the norms of a ModernBERT need to know. */
export interface ModernBertNormConfig {
  readonly width: number;
  readonly epsilon: number;
  readonly normBias: boolean;
}

/** A norm with or without a bias. */
export function modernBertNorm({ width, epsilon, normBias }: ModernBertNormConfig): LayerNorm | PlainNorm {
  return normBias ? new LayerNorm(width, { epsilon }) : new PlainNorm(width, { epsilon });
}
