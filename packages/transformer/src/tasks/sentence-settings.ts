import { FormatError, parseStrictJson, showValue } from '@heed/core';
import { meanPooling, type Pooling } from '../embeddings/pooling.ts';
import { readPooling } from '../embeddings/read-pooling.ts';
import { type PretrainedFiles, readWhole } from '../pretrained/pretrained-files.ts';
import { readConfigFile } from '../pretrained/read-config.ts';

/** How a published sentence encoder makes vectors of its states. */
export interface SentenceSettings {
  readonly pooling: Pooling;
  /** Vectors have length 1. */
  readonly normalize: boolean;
  /** The most tokens of a text, where less than the model takes. */
  readonly maximumLength?: number;
  /** Texts are in lower case. */
  readonly lowerCase?: boolean;
}

const maximumBytes = 1_000_000;
const read: WeakMap<PretrainedFiles, Promise<SentenceSettings>> = new WeakMap();

/**
 * Reads `modules.json`, `1_Pooling/config.json` and `sentence_bert_config.json`, as sentence-transformers writes them,
 * once for each model. Without them: the mean of all states, at the length that it has.
 *
 * @throws {FormatError} for a module that is not supported, such as a further layer.
 */
export async function sentenceSettings(files: PretrainedFiles | undefined): Promise<SentenceSettings> {
  if (files === undefined) return { pooling: meanPooling, normalize: false };
  const before = read.get(files);
  if (before !== undefined) return await before;
  const reading = readSettings(files);
  read.set(files, reading);
  return await reading;
}

async function readSettings(files: PretrainedFiles): Promise<SentenceSettings> {
  const has = (name: string): boolean => files.names.includes(name);
  const modules = has('modules.json') ? await moduleTypes(files) : [];
  for (const type of modules) {
    if (!['Transformer', 'Pooling', 'Normalize'].includes(type)) {
      throw new FormatError(
        `modules.json: asks for ${showValue(type)}; supported are Transformer, Pooling, Normalize`,
      );
    }
  }
  const pooling = has('1_Pooling/config.json')
    ? readPooling(await readConfigFile(files, '1_Pooling/config.json'))
    : meanPooling;
  const config = has('sentence_bert_config.json')
    ? await readConfigFile(files, 'sentence_bert_config.json')
    : undefined;
  return {
    pooling,
    normalize: modules.includes('Normalize'),
    ...(config?.has('max_seq_length') && { maximumLength: config.size('max_seq_length') }),
    lowerCase: config?.flag('do_lower_case', false) ?? false,
  };
}

/** The last words of the modules' types: `sentence_transformers.models.Pooling` is `Pooling`. */
async function moduleTypes(files: PretrainedFiles): Promise<string[]> {
  const text = new TextDecoder().decode(await readWhole(files, 'modules.json', maximumBytes));
  const list: unknown = parseStrictJson(text, 'modules.json');
  if (!Array.isArray(list)) throw new FormatError('modules.json: expected a list');
  return list.map((module: unknown) => {
    const type = typeof module === 'object' && module !== null && 'type' in module ? module.type : undefined;
    if (typeof type === 'string') return type.split('.').at(-1) ?? '';
    throw new FormatError(`modules.json: a module must have a type, got ${showValue(module)}`);
  });
}
