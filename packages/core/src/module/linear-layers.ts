import { add } from '../ops/add.ts';
import { gatedLinear } from '../ops/gated-linear.ts';
import { applyEpilogue, type LinearEpilogue, linear } from '../ops/linear.ts';
import { linearMaps } from '../ops/linear-maps.ts';
import { checkKind, checkOptions } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Linear } from './linear.ts';
import { isObserved } from './observe.ts';

// Linear layers and what stands around them, in one operation. Where an observer looks at a layer's output, or another
// module stands in its place (an adapter), the layers run one by one.

/** A linear layer, or what stands in its place. */
export interface LinearLayer {
  /** […, inputs] → […, outputs] */
  forward(x: Tensor): Tensor;
}

/** An epilogue whose gate is another layer of the same input. */
export interface LayerGate extends Omit<LinearEpilogue, 'gate'> {
  /** Its output is what the other layer's is multiplied by. */
  readonly gate: LinearLayer;
}

/** True for a layer that is nothing but its weight and bias. */
function isPlain(layer: LinearLayer): layer is Linear {
  return layer instanceof Linear && layer.constructor === Linear && !isObserved(layer, '');
}

function isLayerGate(epilogue: LinearEpilogue | LayerGate): epilogue is LayerGate {
  return typeof epilogue.gate === 'object' && 'forward' in epilogue.gate;
}

/**
 * A linear layer and what follows it in one operation: `activation(layer(x)) ⊙ gate + residual`. The gate is a tensor, or a
 * layer of the same input.
 *
 * @example
 * ```ts
 * import { Linear, linearThen, RandomGenerator, tensor } from '@heed/core';
 * const layer = new Linear(3, 2).initialize(new RandomGenerator(0));
 * console.log(linearThen(layer, tensor([[1, 2, 3]]), { activation: 'relu' }).shape); // [1, 2]
 * ```
 */
export function linearThen(layer: LinearLayer, x: Tensor, epilogue: LinearEpilogue | LayerGate): Tensor {
  checkKind('linearThen: layer', layer, 'a layer');
  if (isLayerGate(epilogue)) return gatedThen(layer, x, epilogue);
  return isPlain(layer)
    ? linear(x, layer.weight, layer.bias, epilogue)
    : applyEpilogue(layer.forward(x), epilogue);
}

function gatedThen(layer: LinearLayer, x: Tensor, epilogue: LayerGate): Tensor {
  checkOptions('linearThen', epilogue, ['activation', 'gate', 'residual']);
  const { activation, gate, residual } = epilogue;
  if (isPlain(gate) && isPlain(layer)) {
    const gated = gatedLinear(x, layer, gate, activation);
    return residual === undefined ? gated : add(gated, residual);
  }
  return linearThen(layer, x, { activation, gate: gate.forward(x), residual });
}

/** A tensor for each layer. */
export type OutputOfEach<Layers extends readonly LinearLayer[]> = {
  readonly [Index in keyof Layers]: Tensor;
};

/**
 * Linear layers of one input in one operation, such as the projections to queries, keys and values.
 *
 * @example
 * ```ts
 * import { Linear, linearEach, RandomGenerator, tensor } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const wide = new Linear(3, 4).initialize(generator);
 * const narrow = new Linear(3, 2).initialize(generator);
 * const [queries, keys] = linearEach([wide, narrow], tensor([[1, 2, 3]]));
 * console.log(queries.shape, keys.shape); // [1, 4] [1, 2]
 * ```
 */
export function linearEach<const Layers extends readonly LinearLayer[]>(
  layers: Layers,
  x: Tensor,
): OutputOfEach<Layers> {
  checkKind('linearEach: layers', layers, 'a list');
  const outputs = layers.every(isPlain) ? linearMaps(x, layers) : layers.map((layer) => layer.forward(x));
  return outputs as OutputOfEach<Layers>;
}
