import {
  add,
  type Dropout,
  isObserved,
  type LayerNorm,
  type Linear,
  linearThen,
  type Module,
  type Tensor,
} from '@heed/core';

/** What stands around each sub-layer of a Transformer layer. */
export interface ResidualParts {
  readonly norm: LayerNorm;
  readonly dropout: Dropout;
  /** Pre-norm, `x + f(norm(x))`, instead of the published post-norm, `norm(x + f(x))`. */
  readonly normFirst: boolean;
}

/** A sub-layer with its residual sum, dropout and norm (Vaswani et al. 2017, §3.1; Xiong et al. 2020 for pre-norm). */
export function residual(x: Tensor, sublayer: (x: Tensor) => Tensor, parts: ResidualParts): Tensor {
  const { norm, dropout, normFirst } = parts;
  if (normFirst) return add(x, dropout.forward(sublayer(norm.forward(x))));
  return norm.forward(add(x, dropout.forward(sublayer(x))));
}

/**
 * `states + output of the module`, which the module adds in its last operation, unless observers want its own output.
 *
 * @param states What the output is added to.
 * @param run Calls the module, which adds its output to the states that it is given.
 */
export function onto(states: Tensor, module: Module, run: (states: Tensor | undefined) => Tensor): Tensor {
  return isObserved(module, '') ? add(states, run(undefined)) : run(states);
}

/** `states + dropout(layer(x))`, in one operation while dropout does nothing and nobody looks at its output. */
export function addLinear(states: Tensor, layer: Linear, x: Tensor, dropout: Dropout): Tensor {
  const passes = !(dropout.training && dropout.rate > 0) && !isObserved(dropout, '');
  if (passes) return linearThen(layer, x, { residual: states });
  return add(dropout.forward(layer.forward(x)), states);
}
