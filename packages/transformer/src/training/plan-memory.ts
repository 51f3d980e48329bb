import {
  checkKind,
  checkOptions,
  currentBackend,
  generatorsOf,
  type Module,
  type Optimizer,
  type Parameter,
  planningBackend,
  RandomGenerator,
  Tensor,
  use,
} from '@heed/core';
import type { Objective } from './objective.ts';
import { trainStep } from './train-step.ts';

/** Options of {@link planMemory}. */
export interface PlanOptions {
  /** Makes the optimizer. */
  readonly optimizer: (model: Module) => Optimizer;
  /** Whether gradients are clipped, which takes a second copy of them; true by default. */
  readonly clips?: boolean;
}

/** Bytes that a training step takes. */
export interface MemoryPlan {
  /** The most at once, all that follows included. */
  readonly peak: number;
  readonly parameters: number;
  /** What the optimizer keeps between steps. */
  readonly optimizer: number;
  /** The rest of the peak: activations, gradients, and what is on its way. */
  readonly step: number;
}

/**
 * Predicts the memory of a training step before the first one, on the current backend: the step is gone through op by op
 * with the sizes of all tensors, and without a number computed. Give the largest batch that there will be: the one with
 * the most tokens, since encoders leave padding out.
 *
 * @param objective Its model must have its parameters; they stay as they are.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { causalLanguageModel, planMemory } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 97, n_embd: 16, n_layer: 2, n_head: 2, n_positions: 64 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0));
 * const texts = Array.from({ length: 8 }, () => ({ ids: new Array(64).fill(1) }));
 * const optimizer = () => new AdamW(model, { rate: 1e-3 });
 * const plan = planMemory(causalLanguageModel(model), texts, { optimizer });
 * for (const block of model.transformer.h) block.recompute();
 * const less = planMemory(causalLanguageModel(model), texts, { optimizer });
 * console.log(plan.peak > less.peak); // true
 * ```
 */
export function planMemory<Example>(
  objective: Objective<Example>,
  examples: readonly Example[],
  options: PlanOptions,
): MemoryPlan {
  checkOptions('planMemory', options, ['optimizer', 'clips']);
  checkKind('planMemory: objective', objective, 'an objective');
  checkKind('planMemory: optimizer', options.optimizer, 'a function');
  const { clips = true } = options;
  const { model } = objective;
  const { training } = model;
  const backend = currentBackend();
  const plan = planningBackend(backend);
  const generators = keptGenerators(model);
  use(plan);
  const restore = standIns(model);
  try {
    const parameters = plan.memory().bytes;
    const optimizer = options.optimizer(model.train());
    const clipNorm = clips ? 1e-9 : Number.POSITIVE_INFINITY;
    // The optimizer makes its state in the first step, and has it all along in the second.
    for (let count = 0; count < 2; count++)
      trainStep(objective, optimizer, [examples], { clipNorm, generator: new RandomGenerator(0) });
    const state = plan.memory().bytes - parameters;
    optimizer.dispose();
    return { peak: plan.peak, parameters, optimizer: state, step: plan.peak - parameters - state };
  } finally {
    // Tables of positions were made for the plan; a later call makes new ones.
    for (const [, module] of model.modules()) if (module.parameters().size === 0) module.dispose();
    restore();
    generators();
    use(backend);
    model.train(training);
  }
}

/** Gives every parameter a value on the current backend, and says how to undo it. */
function standIns(model: Module): () => void {
  const kept = new Map<Parameter, Tensor>();
  for (const parameter of model.parameters().values()) {
    kept.set(parameter, parameter.value.retain());
    const { shape, dtype } = parameter;
    const backend = currentBackend();
    const buffer = backend.upload(new Uint8Array(), { shape, dtype });
    parameter.replace(Tensor.fromBuffer(backend, buffer, shape, dtype));
  }
  return () => {
    for (const [parameter, value] of kept) {
      parameter.replace(value);
      value.release();
    }
  };
}

/** The numbers that dropout would have drawn are drawn later all the same. */
function keptGenerators(model: Module): () => void {
  const states = Array.from(generatorsOf(model), (generator) => ({ generator, state: generator.state() }));
  return () => {
    for (const { generator, state } of states) generator.restore(state);
  };
}
