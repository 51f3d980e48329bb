import { checkKind, type Module, type NameOptions, type SaveWeightsOptions, toSnakeCase } from '@heed/core';

/** How the names of a family's published files differ from those of its modules. */
export interface EncoderWeightFamily {
  /** First part of the names that files with a head have and files without one leave out. */
  readonly prefix: string;
  /** What a file may hold and a module may lack: poolers and the heads of other tasks. */
  readonly parts: readonly string[];
}

/** Tables that old files stored and nobody needs. */
const buffers = /(^|\.)(position_ids|token_type_ids)$/;

/**
 * How `loadWeights` reads a family's files into a module with or without a head: the prefix is there or not, heads and
 * poolers that the module lacks are left out, and norms may have the names of 2018, `gamma` and `beta`. What the module
 * has and the file lacks is missing all the same.
 */
export function encoderWeightNames(module: Module, { prefix, parts }: EncoderWeightFamily): NameOptions {
  checkKind(`weight names of ${prefix}: module`, module, 'a module');
  const start = `${prefix}.`;
  const local = (name: string): string => (name.startsWith(start) ? name.slice(start.length) : name);
  const own = Array.from(module.parameterPaths(), ([path]) => local(toSnakeCase(path)));
  const lacking = parts.filter((part) => !own.some((name) => isOf(part, name)));
  return {
    prefix,
    rename: (name) => {
      const left = buffers.test(name) || lacking.some((part) => isOf(part, local(name)));
      return left ? undefined : name.replace(/\.gamma$/, '.weight').replace(/\.beta$/, '.bias');
    },
  };
}

function isOf(part: string, name: string): boolean {
  return name === part || name.startsWith(`${part}.`);
}

/**
 * How `saveWeights` writes an encoder so that transformers finds every name: `LayerNorm` keeps its capitals.
 *
 * @example
 * ```ts
 * import { RandomGenerator, saveWeights } from '@heed/core';
 * import { BertModel, encoderSavedNames, HfConfig, readBertConfig } from '@heed/transformer';
 * const config = readBertConfig(
 *   new HfConfig({
 *     vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1, num_attention_heads: 2,
 *   }),
 * );
 * const model = new BertModel(config).initialize(new RandomGenerator(0));
 * const bytes = await saveWeights(model, encoderSavedNames);
 * ```
 */
export const encoderSavedNames: Pick<SaveWeightsOptions, 'rename'> = {
  rename: (name) => name.replaceAll('Layer_norm', 'LayerNorm'),
};

/** True for names of a file that hold the pooler of BERT and its kin. */
export function hasPooler(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => /(^|\.)pooler\.dense\.weight$/.test(name));
}
