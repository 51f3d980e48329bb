import {
  add,
  checkOptions,
  gelu,
  Linear,
  Module,
  normalInitializer,
  OptionError,
  RandomGenerator,
  Tensor,
  zerosInitializer,
} from '@heed/core';
import { attachModules, type Replaced } from './replace-modules.ts';

/** A module with a bottleneck behind it. */
export class BottleneckLayer extends Module {
  readonly baseLayer: Module;
  readonly adapterDown: Linear;
  readonly adapterUp: Linear;

  constructor(baseLayer: Module, width: number, bottleneck: number, generator: RandomGenerator) {
    super();
    this.baseLayer = baseLayer;
    this.adapterDown = new Linear(width, bottleneck, { initializer: normalInitializer(0.01) });
    this.adapterUp = new Linear(bottleneck, width, { initializer: zerosInitializer });
    this.adapterDown.initialize(generator);
    this.adapterUp.initialize(generator);
  }

  override forward(...inputs: never[]): Tensor {
    const states = this.baseLayer.forward(...inputs);
    if (!(states instanceof Tensor)) {
      throw new OptionError(`attachBottlenecks: ${this.baseLayer.constructor.name} gives no tensor`);
    }
    return add(states, this.adapterUp.forward(gelu(this.adapterDown.forward(states))));
  }
}

/** Options of {@link attachBottlenecks}. */
export interface BottleneckOptions {
  /** Paths of the modules behind whose output a bottleneck stands, such as `encoder.layer.*.output`. */
  readonly targets: readonly string[];
  /** Width of those outputs. */
  readonly width: number;
  /** Width of the bottleneck; 64 by default. */
  readonly bottleneck?: number;
  /** Paths of modules that are trained as well, such as a fresh head. */
  readonly trainedModules?: readonly string[];
  readonly generator?: RandomGenerator;
}

/** Bottlenecks that were attached. */
export interface AttachedBottlenecks {
  /** The modules with a bottleneck, by path. */
  readonly layers: ReadonlyMap<string, BottleneckLayer>;
  /** Takes them out again. */
  detach(): void;
}

/**
 * Bottleneck adapters (Houlsby et al. 2019): behind modules of a frozen model stand two small layers,
 * `h + up(gelu(down(h)))`, which alone are trained. The upper one begins with zeros, so that nothing changes at first.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { BertForSequenceClassification, HfConfig, readBertConfig } from '@heed/transformer';
 * import { attachBottlenecks } from '@heed/transformer/training';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertForSequenceClassification(config).initialize(new RandomGenerator(0));
 * const targets = ['bert.encoder.layer.*.attention.output', 'bert.encoder.layer.*.output'];
 * attachBottlenecks(model, { targets, width: 8, bottleneck: 2, trainedModules: ['classifier'] });
 * console.log(model.parameterCount({ trainableOnly: true })); // 186
 * ```
 */
export function attachBottlenecks(model: Module, options: BottleneckOptions): AttachedBottlenecks {
  checkOptions('attachBottlenecks', options, [
    'targets',
    'width',
    'bottleneck',
    'trainedModules',
    'generator',
  ]);
  const {
    targets,
    width,
    bottleneck = 64,
    trainedModules = [],
    generator = new RandomGenerator(0),
  } = options;
  const replaced: Replaced<BottleneckLayer> = attachModules(
    model,
    { targets, trainedModules },
    (module) => new BottleneckLayer(module, width, bottleneck, generator),
  );
  return {
    layers: replaced.wrappers,
    detach: () => {
      replaced.restore();
      for (const layer of replaced.wrappers.values()) {
        layer.adapterDown.dispose();
        layer.adapterUp.dispose();
      }
    },
  };
}
