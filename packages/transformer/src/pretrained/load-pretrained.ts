import {
  type Backend,
  checkMatrixType,
  type LoadWeightsOptions,
  loadWeights,
  type MatrixType,
  type Module,
  OptionError,
  type QuantizableDType,
  WeightsError,
} from '@heed/core';
import { HfConfig } from '../models/hf-config.ts';
import type { GgufValue } from './gguf/metadata.ts';
import { openModel } from './open-weights.ts';
import type { PretrainedFiles } from './pretrained-files.ts';
import { checkCounts, readConfigFile } from './read-config.ts';
import { type PretrainedTexts, readTexts } from './read-texts.ts';
import { createModel, familyOf, type ModelFamilies } from './registry.ts';

/** How far a model is: bytes of all its files, then elements of all its weights. `total` holds from the first report. */
export type PretrainedProgress =
  | { readonly stage: 'download'; readonly file: string; readonly loaded: number; readonly total: number }
  | { readonly stage: 'load'; readonly loaded: number; readonly total: number };

/** Options of what makes a model of its files. */
export interface LoadPretrainedOptions {
  /**
   * The model to make, in place of the first of `architectures` in the config: such as `BertModel`, the encoder alone
   * of a file with a head. What the file has beyond it is left out.
   */
  readonly architecture?: string;
  /** The file that holds the weights, where there are several: one of many GGUF files. */
  readonly weightFile?: string;
  /**
   * Element type in which the matrices of linear layers and embeddings are kept: float32 by default, a half type, or
   * `stored`, each as the file has it, quantised ones in their blocks. All else is float32, in which modules compute.
   * What is not float32 is not trained.
   */
  readonly dtype?: 'float32' | 'float16' | 'bfloat16' | 'stored';
  /** Quantises these matrices while they are loaded, in place of `dtype`. One whose width no block divides stays float32. */
  readonly quantize?: QuantizableDType;
  /** Where the weights go; the current backend by default. */
  readonly backend?: Backend;
  /** False leaves tokenizer and chat template unread. */
  readonly tokenizer?: boolean;
  /** Families beside those of this package, by `model_type`. */
  readonly families?: ModelFamilies;
  /** Ends the work. */
  readonly signal?: AbortSignal;
  /** Hears how far the work is. */
  readonly onProgress?: (progress: PretrainedProgress) => void;
}

/** The names of {@link LoadPretrainedOptions}, for `checkOptions`. */
export const loadPretrainedOptionNames = [
  'architecture',
  'weightFile',
  'dtype',
  'quantize',
  'backend',
  'tokenizer',
  'families',
  'signal',
  'onProgress',
] as const;

/** A model that was published, with what came beside its weights. */
export interface Pretrained extends PretrainedTexts {
  readonly model: Module;
  /** The published config. */
  readonly config: HfConfig;
  /** How the model's makers generate with it: `generation_config.json`, or the config where there is none. */
  readonly generationConfig: HfConfig;
  /** What a GGUF file says beside the weights, by key. */
  readonly metadata?: ReadonlyMap<string, GgufValue>;
  /** The files, for what else is in them. */
  readonly files: PretrainedFiles;
}

/** Makes a model of its files. */
export async function loadPretrained(
  files: PretrainedFiles,
  options: LoadPretrainedOptions,
): Promise<Pretrained> {
  const { architecture, families, signal, tokenizer = true } = options;
  const matrixType = matrixTypeOf(options);
  signal?.throwIfAborted();
  const { config: published, weights, gguf } = await openModel(files, options.weightFile);
  try {
    const config =
      architecture === undefined
        ? published
        : new HfConfig({ ...published.toJSON(), architectures: [architecture] });
    checkCounts(config, weights.entries.size);
    const family = await familyOf(config, families);
    // All small files come first: one that is broken costs no weights.
    const texts = tokenizer ? await readTexts(files, gguf?.metadata) : {};
    const generation = files.names.includes('generation_config.json') && gguf === undefined;
    const generationConfig = generation ? await readConfigFile(files, 'generation_config.json') : config;
    const model = createModel(family, config, new Set(weights.entries.keys()));
    await loadInto(
      model,
      weights,
      { ...family.weightNames(model), ...loading(options), matrixType },
      architecture !== undefined,
    );
    return { model, config, generationConfig, ...texts, ...(gguf && { metadata: gguf.metadata }), files };
  } finally {
    await weights.close();
  }
}

function matrixTypeOf({ dtype, quantize }: LoadPretrainedOptions): MatrixType {
  if (quantize === undefined) {
    if (dtype !== undefined) checkMatrixType('fromPretrained', 'dtype', dtype);
    return dtype ?? 'float32';
  }
  if (dtype !== undefined) {
    throw new OptionError(
      `fromPretrained: dtype ${dtype} and quantize ${quantize} both say how matrices are kept`,
    );
  }
  checkMatrixType('fromPretrained', 'quantize', quantize);
  return quantize;
}

function loading({ backend, signal, onProgress }: LoadPretrainedOptions): LoadWeightsOptions {
  return {
    ...(backend && { backend }),
    ...(signal && { signal }),
    ...(onProgress && { onProgress: (progress) => onProgress({ stage: 'load', ...progress }) }),
  };
}

/** A part of a published model leaves the rest of the file; nothing may be missing even so. */
async function loadInto(
  model: Module,
  weights: Parameters<typeof loadWeights>[1],
  options: LoadWeightsOptions,
  isPart: boolean,
): Promise<void> {
  const { missing } = await loadWeights(model, weights, { ...options, strict: !isPart });
  if (missing.length === 0) return;
  model.dispose();
  throw new WeightsError(`the file lacks weights of ${model.constructor.name}:\n  ${missing.join('\n  ')}`);
}
