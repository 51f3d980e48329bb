import { checkKind, type Module, type NameOptions, type SaveWeightsOptions } from '@heed/core';
import type { HfConfig } from './hf-config.ts';

/** How the models of one family are made from what was published, and how their weights are named. */
export interface ModelFamily {
  /**
   * What makes a model, by its name in `architectures` of published configs. The first serves configs that name none; in
   * a family of encoders it is the one without a head.
   *
   * @param names The names in the weight file, for parts that some files have and others leave out.
   */
  readonly architectures: Readonly<Record<string, (config: HfConfig, names: ReadonlySet<string>) => Module>>;
  /** How `loadWeights` reads the family's files into one of its modules. */
  readonly weightNames: (module: Module) => NameOptions;
  /** Gives a name of the module (`q_proj.weight`) its name in published files, where they differ. */
  readonly savedName?: ((name: string) => string) | undefined;
  /**
   * Fields of the config that Python's transformers wants as a float, written with a point even where they are whole, and
   * whose names do not tell, because they are whole numbers in other families: `mlp_ratio`.
   */
  readonly floatFields?: readonly string[] | undefined;
}

/** What {@link modelFamily} is told beside the models. */
export interface ModelFamilyNames {
  /** The same for all modules, or by the module's parts. */
  readonly weightNames?: NameOptions | ((module: Module) => NameOptions);
  readonly saved?: Pick<SaveWeightsOptions, 'rename'>;
  /** See {@link ModelFamily}. */
  readonly floatFields?: readonly string[];
}

/**
 * A family whose configs are all read by one function.
 *
 * @param read Reads a published config; some things only the names in the weight file tell.
 * @param architectures What makes a model of the resolved config.
 *
 * @example
 * ```ts
 * import { HfConfig, Llama, modelFamily, readLlamaConfig } from '@heed/transformer';
 * const family = modelFamily(readLlamaConfig, { LlamaForCausalLM: (config) => new Llama(config) });
 * const config = new HfConfig({
 *   model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *   num_hidden_layers: 2, num_attention_heads: 2,
 * });
 * console.log(family.architectures.LlamaForCausalLM?.(config, new Set()).parameterCount());
 * ```
 */
export function modelFamily<Config>(
  read: (config: HfConfig, names: ReadonlySet<string>) => Config,
  architectures: Readonly<Record<string, (config: Config, names: ReadonlySet<string>) => Module>>,
  { weightNames = {}, saved, floatFields }: ModelFamilyNames = {},
): ModelFamily {
  checkKind('modelFamily: read', read, 'a function');
  return {
    architectures: Object.fromEntries(
      Object.entries(architectures).map(([name, create]) => [
        name,
        (hf: HfConfig, names: ReadonlySet<string>) => create(read(hf, names), names),
      ]),
    ),
    weightNames: typeof weightNames === 'function' ? weightNames : () => weightNames,
    savedName: saved?.rename,
    floatFields,
  };
}
