export { activationNamed } from './activations.ts';
export {
  type CausalConfig,
  type CausalLanguageModel,
  type CausalOptions,
  causalOptionNames,
} from './causal-language-model.ts';
export { HfConfig } from './hf-config.ts';
export { LayerCaches } from './layer-caches.ts';
export * from './llama/index.ts';
export { readRotary } from './rotary-config.ts';
