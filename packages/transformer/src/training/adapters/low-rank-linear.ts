import {
  add,
  Dropout,
  divide,
  kaimingUniform,
  Linear,
  linear,
  Module,
  matmul,
  multiply,
  OptionError,
  Parameter,
  type RandomGenerator,
  reshape,
  sqrt,
  stopGradient,
  subtract,
  sum,
  type Tensor,
  tidy,
  transpose,
  zerosInitializer,
} from '@heed/core';
import { TransposedLinear } from '../../models/gpt2/transposed-linear.ts';

/** How a {@link LowRankLinear} is made. */
export interface LowRankOptions {
  /** r, the width between A and B. */
  readonly rank: number;
  /** Factor of `B A`: α / r, or α / √r if stabilised. */
  readonly scaling: number;
  /** Probability of dropping an input of A in training. */
  readonly dropout: number;
  /** Magnitudes of their own (DoRA). */
  readonly magnitude: boolean;
  readonly generator: RandomGenerator;
}

/** Half of a low-rank product, under the name that files have: `lora_A.weight`. */
class Factor extends Module {
  readonly weight: Parameter;

  constructor(weight: Parameter) {
    super();
    this.weight = weight;
  }

  override forward(x: Tensor): Tensor {
    return linear(x, this.weight);
  }
}

/**
 * A linear layer with a correction of low rank beside it (LoRA, Hu et al. 2022): `y = W x + b + s · B A x`, with B = 0 at
 * first, so that nothing changes. The layer itself may be quantised (QLoRA, Dettmers et al. 2023).
 *
 * With magnitudes (DoRA, Liu et al. 2024) the sum's rows are given lengths of their own:
 * `y = m / ‖W + s B A‖ · (W + s B A) x + b`, m = ‖W‖ at first; the norm counts as a constant for gradients.
 */
export class LowRankLinear extends Module {
  readonly baseLayer: Linear | TransposedLinear;
  /** A [rank, inputs] */
  readonly loraA: Factor;
  /** B [outputs, rank] */
  readonly loraB: Factor;
  /** m [outputs] */
  readonly loraMagnitudeVector: Parameter | undefined;
  readonly dropout: Dropout;
  readonly scaling: number;

  constructor(baseLayer: Module, path: string, options: LowRankOptions) {
    super();
    if (!(baseLayer instanceof Linear || baseLayer instanceof TransposedLinear)) {
      throw new OptionError(
        `LoRA: ${path} is a ${baseLayer.constructor.name}, and stands beside linear layers only`,
      );
    }
    const [outputs = 0, inputs = 0] = outputsFirst(baseLayer.weight.shape, baseLayer);
    this.baseLayer = baseLayer;
    this.loraA = new Factor(new Parameter([options.rank, inputs], kaimingUniform));
    this.loraB = new Factor(new Parameter([outputs, options.rank], zerosInitializer));
    this.dropout = new Dropout(options.dropout, options.generator);
    this.scaling = options.scaling;
    this.loraA.initialize(options.generator);
    this.loraB.initialize(options.generator);
    this.loraMagnitudeVector = options.magnitude ? this.#startMagnitudes(path) : undefined;
  }

  override forward(x: Tensor): Tensor {
    const dropped = this.dropout.forward(x);
    const correction = multiply(this.loraB.forward(this.loraA.forward(dropped)), this.scaling);
    const magnitudes = this.loraMagnitudeVector;
    if (magnitudes === undefined) return add(this.baseLayer.forward(x), correction);
    // Peft's order: with dropout the dropped input goes through both.
    const plain = this.#withoutBias(dropped);
    const scale = divide(magnitudes, stopGradient(rowNorms(this.mergedWeight())));
    const turned = multiply(add(plain, correction), scale);
    const { bias } = this.baseLayer;
    return bias === undefined ? turned : add(turned, bias);
  }

  /** `W + s B A`, [outputs, inputs], before magnitudes. */
  mergedWeight(): Tensor {
    return tidy(() =>
      add(this.#weight(), multiply(matmul(this.loraB.weight, this.loraA.weight), this.scaling)),
    );
  }

  /** Puts the correction into the layer's own weight. */
  merge(): void {
    const { weight } = this.baseLayer;
    const next = tidy(() => {
      const merged = this.mergedWeight();
      const magnitudes = this.loraMagnitudeVector;
      if (magnitudes === undefined) return this.#asStored(merged);
      const scale = divide(magnitudes, rowNorms(merged));
      return this.#asStored(multiply(merged, reshape(scale, [scale.size, 1])));
    });
    weight.assign(next);
  }

  /** [outputs, inputs], as the files of the layer hold it. */
  #asStored(weight: Tensor): Tensor {
    return this.baseLayer instanceof TransposedLinear ? transpose(weight, [1, 0]) : weight;
  }

  #weight(): Tensor {
    const { weight } = this.baseLayer;
    if (weight.dtype !== 'float32') {
      throw new OptionError(
        `LoRA: the weight is ${weight.dtype}; merging and magnitudes need float32, load it so for that`,
      );
    }
    return this.baseLayer instanceof TransposedLinear ? transpose(weight, [1, 0]) : weight.value;
  }

  #withoutBias(x: Tensor): Tensor {
    const { bias } = this.baseLayer;
    const whole = this.baseLayer.forward(x);
    return bias === undefined ? whole : subtract(whole, bias);
  }

  #startMagnitudes(path: string): Parameter {
    const norms = tidy(() => {
      const weight = this.#weight();
      return rowNorms(weight);
    });
    const parameter = new Parameter(norms.shape, () => {
      throw new OptionError(`LoRA: the magnitudes of ${path} begin as those of its weight`);
    });
    parameter.assign(norms);
    return parameter;
  }
}

function outputsFirst(shape: readonly number[], layer: Linear | TransposedLinear): readonly number[] {
  return layer instanceof TransposedLinear ? shape.toReversed() : shape;
}

/** ‖row‖ for each row: [rows, columns] → [rows]. */
function rowNorms(matrix: Tensor): Tensor {
  return tidy(() => sqrt(sum(multiply(matrix, matrix), { axis: 1 })));
}
