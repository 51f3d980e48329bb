import { loadWeights, type NameOptions } from '@heed/core';
import { readModel } from '../../../../../fixtures/read-model.ts';
import {
  type CausalLanguageModel,
  Gemma,
  Gpt2,
  GptNeoX,
  gemmaWeightNames,
  gpt2WeightNames,
  gptNeoXWeightNames,
  HfConfig,
  Llama,
  Mixtral,
  Phi3,
  readGemmaConfig,
  readGpt2Config,
  readGptNeoXConfig,
  readLlamaConfig,
  readMixtralConfig,
  readPhi3Config,
} from '../../models/index.ts';

const families: readonly [RegExp, (config: HfConfig) => CausalLanguageModel, NameOptions?][] = [
  [/^(llama|mistral|qwen)/, (config) => new Llama(readLlamaConfig(config))],
  [/^gemma/, (config) => new Gemma(readGemmaConfig(config)), gemmaWeightNames],
  [/^gpt2/, (config) => new Gpt2(readGpt2Config(config)), gpt2WeightNames],
  [/^mixtral/, (config) => new Mixtral(readMixtralConfig(config))],
  [/^phi3/, (config) => new Phi3(readPhi3Config(config))],
  [/^neox/, (config) => new GptNeoX(readGptNeoXConfig(config)), gptNeoXWeightNames],
];

/** A decoder-only model of the folder fixtures/models, with its weights. */
export async function goldenModel(name: string): Promise<CausalLanguageModel> {
  const golden = readModel(name);
  const [, create, names = {}] = families.find(([pattern]) => pattern.test(name)) ?? [];
  if (create === undefined) throw new Error(`no decoder-only family for ${name}`);
  const model = create(new HfConfig(golden.config));
  await loadWeights(model, golden.weights, names);
  return model;
}
