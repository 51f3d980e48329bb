export { type ActivatedLinear, activatedLinear, activationNamed } from './activations.ts';
export * from './albert/index.ts';
export * from './bart/index.ts';
export * from './bart-like/index.ts';
export * from './bert/index.ts';
export {
  type CausalConfig,
  type CausalLanguageModel,
  type CausalOptions,
  causalOptionNames,
} from './causal-language-model.ts';
export * from './deberta-v2/index.ts';
export { type DecoderLayer, type DecoderLayerOptions, throughLayers } from './decoder-layers.ts';
export * from './distilbert/index.ts';
export * from './electra/index.ts';
export {
  EncoderDecoderModel,
  type EncoderDecoderModelConfig,
  readId,
  readOptionalId,
  statesAsked,
  type TargetOptions,
  type WeightNames,
} from './encoder-decoder-model.ts';
export {
  type EncoderConfig,
  type EncoderKind,
  type EncoderModel,
  type EncoderOptions,
  encoderOptionNames,
  type MaskedLanguageModel,
  type QuestionAnswerer,
  type ReplacedTokenDetector,
  type SequenceClassifier,
  type SpanLogits,
  type TokenClassifier,
} from './encoder-model.ts';
export { encoderSavedNames } from './encoder-weights.ts';
export * from './gemma/index.ts';
export * from './gpt2/index.ts';
export * from './heads/index.ts';
export { checkHfConfig, HfConfig } from './hf-config.ts';
export { lastPositions } from './last-positions.ts';
export { LayerCaches } from './layer-caches.ts';
export * from './llama/index.ts';
export * from './m2m100/index.ts';
export * from './marian/index.ts';
export * from './mbart/index.ts';
export * from './mixtral/index.ts';
export { type ModelFamily, type ModelFamilyNames, modelFamily } from './model-family.ts';
export * from './modernbert/index.ts';
export * from './mpnet/index.ts';
export * from './neox/index.ts';
export { outputLayer, TiedLinear } from './output-layer.ts';
export * from './pegasus/index.ts';
export * from './phi3/index.ts';
export * from './roberta/index.ts';
export { type RotaryDefaults, readRotary, readRotaryRules } from './rotary-config.ts';
export * from './t5/index.ts';
