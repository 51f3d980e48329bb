export {
  type CausalLanguageModelOptions,
  type CausalText,
  causalLanguageModel,
} from './causal-language-model.ts';
export { type ClassificationOptions, type ClassifiedText, classification } from './classification.ts';
export { type ContrastiveOptions, contrastive, type TextPair } from './contrastive.ts';
export { type DistillationOptions, type DistilledText, distillation } from './distillation.ts';
export {
  type MaskedLanguageModelOptions,
  maskedLanguageModel,
  type UnlabelledText,
} from './masked-language-model.ts';
export { type Preference, type PreferenceOptions, preference } from './preference.ts';
export {
  type SequencePair,
  type SequenceToSequenceOptions,
  sequenceToSequence,
  type TrainableModel,
} from './sequence-to-sequence.ts';
export { type SpanCorruptionOptions, spanCorruption } from './span-corruption.ts';
export { type ClassifiedTokens, tokenClassification } from './token-classification.ts';
