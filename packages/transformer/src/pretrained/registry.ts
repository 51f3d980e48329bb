import type { Module } from '@heed/core';
import { checkHfConfig, type HfConfig } from '../models/hf-config.ts';
import type { ModelFamily } from '../models/model-family.ts';
import { ModelTypeError } from './errors.ts';

/**
 * Families by `model_type`, each loaded when it is asked for: a bundle's first part holds none of them. The config is for
 * families whose files are spelled in several ways.
 */
export type ModelFamilies = Readonly<Record<string, (config: HfConfig) => Promise<ModelFamily>>>;

const from = async (module: Promise<{ readonly family: ModelFamily }>): Promise<ModelFamily> =>
  (await module).family;

const own: ModelFamilies = {
  albert: () => from(import('../models/albert/family.ts')),
  bart: () => from(import('../models/bart/family.ts')),
  bert: () => from(import('../models/bert/family.ts')),
  camembert: () => from(import('../models/roberta/family.ts')),
  'deberta-v2': () => from(import('../models/deberta-v2/family.ts')),
  distilbert: () => from(import('../models/distilbert/family.ts')),
  electra: () => from(import('../models/electra/family.ts')),
  gemma2: () => from(import('../models/gemma/family.ts')),
  gemma3: () => from(import('../models/gemma/family.ts')),
  gemma3_text: () => from(import('../models/gemma/family.ts')),
  gpt2: () => from(import('../models/gpt2/family.ts')),
  gpt_neox: () => from(import('../models/neox/family.ts')),
  llama: () => from(import('../models/llama/family.ts')),
  m2m_100: () => from(import('../models/m2m100/family.ts')),
  marian: () => from(import('../models/marian/family.ts')),
  mbart: () => from(import('../models/mbart/family.ts')),
  mistral: () => from(import('../models/llama/family.ts')),
  mixtral: () => from(import('../models/mixtral/family.ts')),
  modernbert: () => from(import('../models/modernbert/family.ts')),
  mpnet: () => from(import('../models/mpnet/family.ts')),
  mt5: () => from(import('../models/t5/family.ts')),
  pegasus: () => from(import('../models/pegasus/family.ts')),
  phi3: () => from(import('../models/phi3/family.ts')),
  qwen2: () => from(import('../models/llama/family.ts')),
  qwen3: () => from(import('../models/llama/family.ts')),
  roberta: () => from(import('../models/roberta/family.ts')),
  t5: () => from(import('../models/t5/family.ts')),
  'xlm-roberta': () => from(import('../models/roberta/family.ts')),
};

/**
 * The family of a published config, by its `model_type`.
 *
 * @param more Families that count beside those of this package, and before them.
 * @throws {ModelTypeError} for a type that is missing or not known, with those that are.
 *
 * @example
 * ```ts
 * import { familyOf, HfConfig } from '@heed/transformer';
 * const family = await familyOf(new HfConfig({ model_type: 'bert' }));
 * console.log(Object.keys(family.architectures)); // ['BertModel', 'BertForMaskedLM', …]
 * ```
 */
export async function familyOf(config: HfConfig, more: ModelFamilies = {}): Promise<ModelFamily> {
  checkHfConfig('familyOf', config);
  const families = { ...own, ...more };
  if (!config.has('model_type')) throw new ModelTypeError(`${untyped(config)}. ${knownTypes(families)}`);
  const type = config.text('model_type');
  const load = Object.hasOwn(families, type) ? families[type] : undefined;
  if (load !== undefined) return await load(config);
  const alike = Object.keys(families).find((known) => plain(known) === plain(type));
  const meant = alike === undefined ? '' : `: ${JSON.stringify(alike)} may be meant`;
  throw new ModelTypeError(`there is no model_type ${JSON.stringify(type)}${meant}. ${knownTypes(families)}`);
}

const plain = (type: string): string => type.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** What a config without `model_type` may be. */
function untyped(config: HfConfig): string {
  const fields = Object.keys(config.toJSON());
  const seen = fields.length === 0 ? 'no fields' : fields.slice(0, 20).join(', ');
  const missing = `config.json: model_type is missing, which says what the model is; there are ${seen}`;
  const architectures = config.texts('architectures');
  if (architectures !== undefined) return `${missing}, with the architectures ${architectures.join(', ')}`;
  if (!fields.includes('vocabularySize') || !fields.includes('feedForwardWidth')) return missing;
  return `${missing}. Those are fields of an EncoderDecoder: new EncoderDecoder(parseEncoderDecoderConfig(json)) makes it, loadWeights reads its weights`;
}

function knownTypes(families: ModelFamilies): string {
  return (
    `Known are ${Object.keys(families).sort().join(', ')}; others are given by the option families: ` +
    'speechFamilies of @heed/speech, visionFamilies of @heed/vision, your own by modelFamily'
  );
}

/**
 * The model that a published config describes, without weights.
 *
 * @param names The names in the weight file.
 * @throws {ModelTypeError} for an architecture that its family does not have.
 */
export function createModel(family: ModelFamily, config: HfConfig, names: ReadonlySet<string>): Module {
  const known = Object.keys(family.architectures);
  const name = config.texts('architectures')?.[0] ?? known[0] ?? '';
  const create = Object.hasOwn(family.architectures, name) ? family.architectures[name] : undefined;
  if (create !== undefined) return create(config, names);
  throw new ModelTypeError(
    `there is no architecture ${JSON.stringify(name)} of ${config.text('model_type')}; known are ${known.join(', ')}. ` +
      'The option `architecture` chooses one of them',
  );
}
