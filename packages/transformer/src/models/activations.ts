import {
  FormatError,
  gelu,
  type LinearActivation,
  type LinearLayer,
  linearThen,
  multiply,
  relu,
  sigmoid,
  silu,
  type Tensor,
  tanh,
} from '@heed/core';

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

/** Those that `linear` applies at once, by their published names. */
const atOnce: ReadonlyMap<string, LinearActivation> = new Map<string, LinearActivation>([
  ['gelu', 'gelu'],
  ['gelu_new', 'geluTanh'],
  ['gelu_fast', 'geluTanh'],
  ['gelu_pytorch_tanh', 'geluTanh'],
  ['relu', 'relu'],
  ['silu', 'silu'],
  ['swish', 'silu'],
]);

/** `act(layer(x))`, or `act(layer(x)) ⊙ values(x)`. */
export type ActivatedLinear = (layer: LinearLayer, x: Tensor, values?: LinearLayer) => Tensor;

/**
 * {@link activationNamed} behind a linear layer, in one operation where `linear` knows the function.
 *
 * @throws {FormatError} for a name that is not known.
 *
 * @example
 * ```ts
 * import { Linear, ones, RandomGenerator } from '@heed/core';
 * import { activatedLinear } from '@heed/transformer';
 * const layer = new Linear(3, 5).initialize(new RandomGenerator(0));
 * console.log(activatedLinear('gelu')(layer, ones([2, 3])).shape); // [2, 5]
 * ```
 */
export function activatedLinear(name: string): ActivatedLinear {
  const apply = activationNamed(name);
  const activation = atOnce.get(name);
  return (layer, x, values) => {
    if (activation !== undefined)
      return linearThen(layer, x, values ? { activation, gate: values } : { activation });
    const gate = values?.forward(x);
    const activated = apply(layer.forward(x));
    return gate === undefined ? activated : multiply(activated, gate);
  };
}
