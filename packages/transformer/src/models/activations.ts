import { FormatError, gelu, multiply, relu, sigmoid, silu, type Tensor, tanh } from '@heed/core';

type Activation = (x: Tensor) => Tensor;

const byTanh: Activation = (x) => gelu(x, { approximate: 'tanh' });

const activations: ReadonlyMap<string, Activation> = new Map<string, Activation>([
  ['gelu', (x) => gelu(x)],
  ['gelu_new', byTanh],
  ['gelu_fast', byTanh],
  ['gelu_pytorch_tanh', byTanh],
  ['quick_gelu', (x) => multiply(x, sigmoid(multiply(x, 1.702)))],
  ['relu', relu],
  ['relu2', (x) => multiply(relu(x), relu(x))],
  ['silu', silu],
  ['swish', silu],
  ['tanh', tanh],
]);

/**
 * The activation of a name in a published config (`hidden_act` and the like): `gelu` is exact (with erf),
 * `gelu_new` and `gelu_pytorch_tanh` are the approximation by tanh, `quick_gelu` is x · σ(1.702 x).
 *
 * @throws {FormatError} that lists the names that are known.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { activationNamed } from '@heed/transformer';
 * console.log(activationNamed('quick_gelu')(tensor([1])).item()); // 0.8458…
 * ```
 */
export function activationNamed(name: string): (x: Tensor) => Tensor {
  const activation = activations.get(name);
  if (activation !== undefined) return activation;
  throw new FormatError(`there is no activation '${name}'; known are ${[...activations.keys()].join(', ')}`);
}
