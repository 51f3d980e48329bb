import {
  checkOptions,
  encodeSafetensors,
  FormatError,
  type Module,
  OptionError,
  openSafetensors,
  type Parameter,
  type RandomGenerator,
  readTensor,
  showValue,
  type Tensor,
  type WeightInput,
  WeightsError,
} from '@heed/core';
import { HfConfig } from '../../models/hf-config.ts';
import { attachLora, type LoraAdapter } from './lora.ts';
import { type AdapterNameOptions, moduleName, pathFinder, peftPrefix, targetNames } from './peft-names.ts';

/** An adapter as Python's Peft lays it out. */
export interface AdapterFiles {
  /** `adapter_config.json`, as an object. */
  readonly config: object;
  /** The bytes of `adapter_model.safetensors`. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** Options of {@link adapterFiles}. */
export interface AdapterFileOptions extends AdapterNameOptions {
  /** Name or folder of the model that the adapter belongs to, for the config. */
  readonly baseModel?: string;
  /** Peft's name of the task: `SEQ_CLS`, `CAUSAL_LM`, `SEQ_2_SEQ_LM`, `TOKEN_CLS`, `FEATURE_EXTRACTION`. */
  readonly task?: string;
}

/** Options of {@link loadAdapter}. */
export interface LoadAdapterOptions extends AdapterNameOptions {
  /** Source of the dropout. */
  readonly generator?: RandomGenerator;
}

/**
 * A LoRA adapter as the two files that Peft loads. In Node, `saveAdapter` writes them into a folder.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { adapterFiles, attachLora, loadAdapter } from '@heed/transformer/training';
 * const config = readGpt2Config(
 *   new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 2, n_head: 2, n_positions: 16 }),
 * );
 * const model = new Gpt2(config).initialize(new RandomGenerator(0));
 * const files = await adapterFiles(attachLora(model, { targets: ['**.attn.cAttn'], rank: 2 }));
 * const adapter = await loadAdapter(new Gpt2(config).initialize(new RandomGenerator(0)), files);
 * console.log(adapter.layers.size); // 2
 * ```
 */
export async function adapterFiles(
  adapter: LoraAdapter,
  options: AdapterFileOptions = {},
): Promise<AdapterFiles> {
  checkOptions('adapterFiles', options, ['baseModel', 'task', 'savedName']);
  checkLora(adapter);
  const { model, layers, options: lora } = adapter;
  const parameters = adapterParameters(adapter, options);
  const weights = await encodeSafetensors(
    Array.from(parameters, ([name, { value }]): [string, Tensor] => [`${peftPrefix}${name}`, value]),
    { metadata: { format: 'pt' } },
  );
  const config = {
    base_model_name_or_path: options.baseModel ?? null,
    bias: 'none',
    fan_in_fan_out: layers
      .values()
      .some(({ baseLayer }) => baseLayer.constructor.name === 'TransposedLinear'),
    inference_mode: true,
    init_lora_weights: true,
    lora_alpha: lora.alpha,
    lora_dropout: lora.dropout,
    modules_to_save:
      lora.trainedModules.length === 0 ? null : lora.trainedModules.map((path) => moduleName(path, options)),
    peft_type: 'LORA',
    r: lora.rank,
    target_modules: targetNames(model, layers.keys(), options),
    task_type: options.task ?? null,
    use_dora: lora.magnitude,
    use_rslora: lora.rankStabilized,
  };
  return { config, weights };
}

/** Fields of Peft's config that change what is computed, and are not known here. */
const unsupported = [
  'alpha_pattern',
  'rank_pattern',
  'layer_replication',
  'lora_bias',
  'target_parameters',
  'trainable_token_indices',
  'use_qalora',
  'use_bdlora',
  'alora_invocation_tokens',
  'arrow_config',
  'velora_config',
  'kasa_config',
  'monteclora_config',
];

/**
 * Attaches a LoRA adapter that Peft or {@link adapterFiles} wrote to the model that it was made for.
 *
 * @throws {FormatError} for another kind of adapter, and for settings that are not known here.
 * @throws {WeightsError} that lists all names that the model or the file lacks, and shapes that differ.
 */
export async function loadAdapter(
  model: Module,
  files: { readonly config: unknown; readonly weights: WeightInput },
  options: LoadAdapterOptions = {},
): Promise<LoraAdapter> {
  checkOptions('loadAdapter', options, ['savedName', 'generator']);
  checkOptions('loadAdapter: files', files, ['config', 'weights']);
  const config = new HfConfig(files.config, 'adapter_config.json');
  checkKind(config);
  const source = await openSafetensors(files.weights);
  try {
    const names = Array.from(source.entries.keys(), (name) => withoutPrefix(name, source.name));
    const find = pathFinder(
      Array.from(model.modules(), ([path]) => path).filter((path) => path !== ''),
      (path) => moduleName(path, options),
    );
    const pathOf = (name: string): string => {
      const path = find(name);
      if (path !== undefined) return path;
      throw new WeightsError(`${source.name}: ${model.constructor.name} has no module ${name}`);
    };
    const targets = names.flatMap((name) => {
      const [, module] = /^(.+)\.lora_A\.weight$/.exec(name) ?? [];
      return module === undefined ? [] : [pathOf(module)];
    });
    const whole = names.flatMap((name) => {
      const [, module] = /^(?!.*\.lora_)(.+)\.[^.]+$/.exec(name) ?? [];
      return module === undefined ? [] : [pathOf(module)];
    });
    const adapter = attachLora(model, {
      targets,
      rank: config.size('r'),
      alpha: config.number('lora_alpha'),
      dropout: config.number('lora_dropout', 0),
      rankStabilized: config.flag('use_rslora', false),
      magnitude: config.flag('use_dora', false),
      trainedModules: [...new Set(whole)],
      ...(options.generator && { generator: options.generator }),
    });
    try {
      await fill(adapter, options, source);
    } catch (error) {
      adapter.detach();
      throw error;
    }
    return adapter;
  } finally {
    await source.close();
  }
}

function checkKind(config: HfConfig): void {
  const kind = config.text('peft_type');
  if (kind !== 'LORA') throw new FormatError(`adapter_config.json: peft_type is ${kind}, expected LORA`);
  const fields = new Map<string, unknown>(Object.entries(config.toJSON()));
  const asked = unsupported.filter((field) => {
    const value = fields.get(field);
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    return Boolean(value) && !isEmpty;
  });
  if (asked.length > 0 || config.text('bias', 'none') !== 'none') {
    throw new FormatError(`adapter_config.json: not known here: ${asked.join(', ') || 'bias'}`);
  }
}

function withoutPrefix(name: string, file: string): string {
  if (name.startsWith(peftPrefix)) return name.slice(peftPrefix.length);
  throw new FormatError(`${file}: ${name} does not begin with ${peftPrefix}, as names in Peft's files do`);
}

async function fill(
  adapter: LoraAdapter,
  options: AdapterNameOptions,
  source: Awaited<ReturnType<typeof openSafetensors>>,
): Promise<void> {
  const wanted = adapterParameters(adapter, options);
  const find = pathFinder(wanted.keys(), (name) => name);
  const found = new Map<Parameter, string>();
  const faults: string[] = [];
  for (const name of source.entries.keys()) {
    const parameter = wanted.get(find(withoutPrefix(name, source.name)) ?? '');
    if (parameter === undefined) faults.push(`${name} is extra`);
    else found.set(parameter, name);
  }
  for (const [name, parameter] of wanted) if (!found.has(parameter)) faults.push(`${name} is missing`);
  if (faults.length > 0) throw new WeightsError(`${source.name}:\n  ${faults.join('\n  ')}`);
  for (const [parameter, name] of found)
    parameter.assign(await readTensor(source, name, { dtype: parameter.dtype }));
}

/** What is saved of an adapter, by Peft's names without their first part. */
function adapterParameters(
  { model, layers, options: { trainedModules } }: LoraAdapter,
  options: AdapterNameOptions,
): ReadonlyMap<string, Parameter> {
  const found = new Map<string, Parameter>();
  for (const [path, layer] of layers) {
    const name = moduleName(path, options);
    found.set(`${name}.lora_A.weight`, layer.loraA.weight);
    found.set(`${name}.lora_B.weight`, layer.loraB.weight);
    const { loraMagnitudeVector } = layer;
    if (loraMagnitudeVector !== undefined) found.set(`${name}.lora_magnitude_vector`, loraMagnitudeVector);
  }
  const modules = new Map(model.modules());
  for (const path of trainedModules) {
    for (const [field, parameter] of modules.get(path)?.parameters() ?? []) {
      found.set(`${moduleName(path, options)}.${field}`, parameter);
    }
  }
  return found;
}

/** Refuses, of callers without types, what is no adapter, such as the promise of one. */
function checkLora(adapter: LoraAdapter): void {
  if (Object(adapter).layers instanceof Map) return;
  throw new OptionError(
    `adapterFiles: an adapter is needed, as attachLora gives it, got ${showValue(adapter)}`,
  );
}
