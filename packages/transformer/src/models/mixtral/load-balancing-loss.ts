import {
  arange,
  broadcastTo,
  cast,
  checkKind,
  checkOptions,
  divide,
  equal,
  multiply,
  OptionError,
  ones,
  reshape,
  softmax,
  stack,
  sum,
  type Tensor,
  to,
  topK,
} from '@heed/core';

/** Options of {@link loadBalancingLoss}. */
export interface LoadBalancingOptions {
  /** How many experts each token goes to. */
  readonly expertsPerToken: number;
  /** Boolean [batch|1, 1, 1, length], true = a real token; padding does not count. */
  readonly mask?: Tensor | undefined;
}

/**
 * The auxiliary loss that keeps experts equally busy (Fedus et al. 2021, §2.2, as transformers has it for Mixtral):
 * `E Σₑ fₑ Pₑ`, where fₑ is the number of tokens that go to expert e, as a share of all tokens, and Pₑ the mean of its
 * probability; over all layers together. It is added to the loss of the text with a small factor,
 * `router_aux_loss_coef` in published configs (0.001 in transformers' defaults, 0.02 in Mixtral's).
 *
 * @param routerLogits Of each layer, [batch, length, experts]: what passes `….blockSparseMoe.gate`.
 * @returns One number, the number of experts per token when all are equally busy and likely.
 * @throws {OptionError} when there is no layer.
 *
 * @example
 * ```ts
 * import { add, collect, multiply, nextTokenCrossEntropy, RandomGenerator, tensor, valueAndGrad } from '@heed/core';
 * import { HfConfig, loadBalancingLoss, Mixtral, readMixtralConfig } from '@heed/transformer';
 * const config = readMixtralConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2,
 *     num_attention_heads: 2, num_key_value_heads: 1, num_local_experts: 3,
 *   }),
 * );
 * const model = new Mixtral(config).initialize(new RandomGenerator(0));
 * const ids = tensor([[3, 1, 4, 1, 5]], { dtype: 'int32' });
 * const { gradients } = valueAndGrad(model, () => {
 *   using kept = collect(model, ['**.gate'], () => model.forward(ids));
 *   const balance = loadBalancingLoss([...kept.values()].flat(), { expertsPerToken: 2 });
 *   return add(nextTokenCrossEntropy(kept.result, ids), multiply(balance, 0.02));
 * });
 * console.log(gradients.has('model.layers.0.blockSparseMoe.gate.weight')); // true
 * ```
 */
export function loadBalancingLoss(routerLogits: readonly Tensor[], options: LoadBalancingOptions): Tensor {
  checkOptions('loadBalancingLoss', options, ['expertsPerToken', 'mask']);
  checkKind('loadBalancingLoss: routerLogits', routerLogits, 'a list');
  const [first] = routerLogits;
  if (first === undefined) throw new OptionError('loadBalancingLoss: there are no logits of a router');
  const [batch = 0, length = 0, experts = 0] = first.shape;
  const { expertsPerToken, mask } = options;

  // [layers, batch, length, experts]
  const probabilities = softmax(stack(routerLogits, { axis: 0 }));
  const { indices } = topK(probabilities, expertsPerToken);
  const names = to(arange(experts), first.backend);
  const choices = cast(equal(reshape(indices, [...indices.shape, 1]), names), first.dtype);

  const real =
    mask === undefined
      ? to(ones([batch, length, 1], first.dtype), first.backend)
      : broadcastTo(reshape(cast(mask, first.dtype), [mask.shape[0] ?? 1, length, 1]), [batch, length, 1]);
  const count = multiply(sum(real), routerLogits.length);
  const share = (x: Tensor): Tensor => divide(sum(multiply(x, real), { axis: [0, 1, 2] }), count);
  return multiply(sum(multiply(share(sum(choices, { axis: -2 })), share(probabilities))), experts);
}
