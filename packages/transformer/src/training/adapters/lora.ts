import { checkOptions, type Module, OptionError, RandomGenerator } from '@heed/core';
import { LowRankLinear } from './low-rank-linear.ts';
import { attachModules, type Replaced } from './replace-modules.ts';

/** Options of {@link attachLora}. */
export interface LoraOptions {
  /** Paths of the linear layers that get a correction: `**.query`, `**.attn.cAttn`. */
  readonly targets: readonly string[];
  /** r, the rank of the corrections; 8 by default. */
  readonly rank?: number;
  /** α: corrections are scaled by α / r; 2 r by default. */
  readonly alpha?: number;
  /** Scale by α / √r instead (Kalajdzievski 2023). */
  readonly rankStabilized?: boolean;
  /** Probability of dropping an input of a correction in training; 0 by default. */
  readonly dropout?: number;
  /** Give rows magnitudes of their own (DoRA, Liu et al. 2024). */
  readonly magnitude?: boolean;
  /** Paths of modules that are trained and saved as a whole, such as a fresh head: `classifier`. */
  readonly trainedModules?: readonly string[];
  /** Where the first values of A and the dropout come from. */
  readonly generator?: RandomGenerator;
}

/** {@link LoraOptions} with everything said. */
export type ResolvedLora = Required<Omit<LoraOptions, 'generator'>>;

const optionNames = [
  'targets',
  'rank',
  'alpha',
  'rankStabilized',
  'dropout',
  'magnitude',
  'trainedModules',
  'generator',
];

/**
 * Low-rank corrections beside the linear layers of a model (LoRA). While attached, they alone are trained, with the modules
 * named for it; everything else is frozen.
 */
export class LoraAdapter {
  readonly model: Module;
  readonly options: ResolvedLora;
  /** The layers that have a correction, by their paths. */
  readonly layers: ReadonlyMap<string, LowRankLinear>;
  readonly #replaced: Replaced<LowRankLinear>;
  #attached = true;

  constructor(model: Module, options: ResolvedLora, generator: RandomGenerator) {
    const { rank, alpha, rankStabilized, dropout, magnitude, targets, trainedModules } = options;
    this.model = model;
    this.options = options;
    const scaling = alpha / (rankStabilized ? Math.sqrt(rank) : rank);
    this.#replaced = attachModules(
      model,
      { targets, trainedModules },
      (module, path) => new LowRankLinear(module, path, { rank, scaling, dropout, magnitude, generator }),
    );
    this.layers = this.#replaced.wrappers;
  }

  /** Takes the corrections out: the model is as it was before, but for modules that were trained as a whole. */
  detach(): void {
    if (!this.#attached) return;
    this.#attached = false;
    this.#replaced.restore();
    for (const layer of this.layers.values()) {
      layer.loraA.dispose();
      layer.loraB.dispose();
      layer.loraMagnitudeVector?.dispose();
    }
  }

  /**
   * Puts the corrections into the weights, which costs nothing more when the model runs, and detaches.
   *
   * @throws {OptionError} for a model whose weights are quantised.
   */
  merge(): void {
    if (!this.#attached) throw new OptionError('LoRA: the corrections were taken out already');
    for (const layer of this.layers.values()) layer.merge();
    this.detach();
  }
}

/**
 * Attaches low-rank corrections to a model, in place: LoRA (Hu et al. 2022), with `magnitude` DoRA. The weights may be
 * quantised. At first the model gives what it gave before.
 *
 * @throws {OptionError} for a pattern that stands for nothing, and for a target that is no linear layer.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { attachLora, causalLanguageModel, trainStep } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 2, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0)).train();
 * const adapter = attachLora(model, { targets: ['**.attn.cAttn'], rank: 2 });
 * console.log(model.parameterCount({ trainableOnly: true })); // 128 of 1 944
 * trainStep(causalLanguageModel(model), new AdamW(model, { rate: 1e-2 }), [[{ ids: [3, 1, 4, 1] }]]);
 * adapter.merge();
 * ```
 */
export function attachLora(model: Module, options: LoraOptions): LoraAdapter {
  checkOptions('attachLora', options, optionNames);
  const { targets, rank = 8, rankStabilized = false, dropout = 0, magnitude = false } = options;
  const { alpha = 2 * rank, trainedModules = [], generator = new RandomGenerator(0) } = options;
  if (!Number.isSafeInteger(rank) || rank < 1) {
    throw new OptionError(`attachLora: rank must be a whole number of at least 1, got ${rank}`);
  }
  const resolved = { targets, rank, alpha, rankStabilized, dropout, magnitude, trainedModules };
  return new LoraAdapter(model, resolved, generator);
}
