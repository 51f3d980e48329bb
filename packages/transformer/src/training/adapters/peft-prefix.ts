import {
  checkKind,
  checkOptions,
  encodeSafetensors,
  FormatError,
  openSafetensors,
  readTensor,
  type Shape,
  ShapeError,
  sameShape,
  showShape,
  type Tensor,
  type WeightInput,
} from '@heed/core';
import type { CausalLanguageModel } from '../../models/causal-language-model.ts';
import { HfConfig } from '../../models/hf-config.ts';
import type { AdapterFiles } from './peft-files.ts';
import { PrefixTuned } from './prefix-tuning.ts';

/** Options of {@link prefixFiles}. */
export interface PrefixFileOptions {
  /** Name or folder of the model that the prefix belongs to, for the config. */
  readonly baseModel?: string;
}

/**
 * A prefix as the two files that Peft loads.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { loadPrefix, PrefixTuned, prefixFiles } from '@heed/transformer/training';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 2, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0));
 * const tuned = new PrefixTuned(model, { length: 3, keyValueHeads: 2, headDimension: 4 });
 * console.log((await loadPrefix(model, await prefixFiles(tuned))).promptEmbeddings.shape); // [3, 32]
 * ```
 */
export async function prefixFiles(
  tuned: PrefixTuned,
  options: PrefixFileOptions = {},
): Promise<AdapterFiles> {
  checkOptions('prefixFiles', options, ['baseModel']);
  checkKind('prefixFiles: tuned', tuned, 'a module');
  const { length, keyValueHeads, headDimension } = tuned.options;
  const weights = await encodeSafetensors([['prompt_embeddings', tuned.promptEmbeddings.value]], {
    metadata: { format: 'pt' },
  });
  const config = {
    base_model_name_or_path: options.baseModel ?? null,
    encoder_hidden_size: keyValueHeads * headDimension,
    inference_mode: true,
    num_attention_heads: keyValueHeads,
    num_layers: tuned.config.layers,
    num_transformer_submodules: 1,
    num_virtual_tokens: length,
    peft_type: 'PREFIX_TUNING',
    prefix_projection: false,
    task_type: 'CAUSAL_LM',
    token_dim: keyValueHeads * headDimension,
  };
  return { config, weights };
}

/**
 * A model with the prefix that Peft or {@link prefixFiles} wrote for it.
 *
 * @throws {FormatError} for another kind of adapter, and one whose prefix is still to be projected.
 * @throws {ShapeError} for a prefix that does not fit the model.
 */
export async function loadPrefix(
  model: CausalLanguageModel,
  files: { readonly config: unknown; readonly weights: WeightInput },
): Promise<PrefixTuned> {
  checkOptions('loadPrefix: files', files, ['config', 'weights']);
  const config = new HfConfig(files.config, 'adapter_config.json');
  const kind = config.text('peft_type');
  if (kind !== 'PREFIX_TUNING' || config.flag('prefix_projection', false)) {
    throw new FormatError(`adapter_config.json: expected PREFIX_TUNING without projection, got ${kind}`);
  }
  const keyValueHeads = config.size('num_attention_heads');
  const length = config.size('num_virtual_tokens');
  const width = config.size('token_dim');
  const prefix = await readPrefix(files.weights, [length, 2 * model.config.layers * width]);
  const tuned = new PrefixTuned(model, { length, keyValueHeads, headDimension: width / keyValueHeads });
  tuned.promptEmbeddings.assign(prefix);
  return tuned;
}

/** Before the model is changed: what is refused leaves it as it was. */
async function readPrefix(weights: WeightInput, shape: Shape): Promise<Tensor> {
  const source = await openSafetensors(weights);
  try {
    const prefix = await readTensor(source, 'prompt_embeddings', { dtype: 'float32' });
    if (sameShape(prefix.shape, shape)) return prefix;
    prefix.dispose();
    throw new ShapeError(
      `${source.name}: prompt_embeddings must be ${showShape(shape)}, got ${showShape(prefix.shape)}`,
    );
  } finally {
    await source.close();
  }
}
