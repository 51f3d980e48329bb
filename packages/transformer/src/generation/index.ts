export type { BeamOptions } from './beams/beam-options.ts';
export type { Beam, Continuation } from './beams/beam-search.ts';
export { generateBeams } from './beams/generate-beams.ts';
export { type Beams, runBeams, type Scoring } from './beams/run-beams.ts';
export type { Candidates, Largest, Shortlist } from './candidates.ts';
export { checkLogits, drawToken, likeliestToken, type RankedToken } from './choose-token.ts';
export type { ChoosingOptions } from './choosing-rules.ts';
export { type ConstraintTokens, jsonSchemaProcessor, regexProcessor } from './constraints/constrain.ts';
export { tokenBytes } from './constraints/token-bytes.ts';
export type { TokenBytes } from './constraints/token-trie.ts';
export type { DecodingOptions } from './decode.ts';
export type { DecodingSession } from './decoding-session.ts';
export { DraftModel, type DraftModelOptions } from './drafts/draft-model.ts';
export type { DraftSource } from './drafts/draft-source.ts';
export { type PromptLookupOptions, promptLookup } from './drafts/prompt-lookup.ts';
export { type Generated, type GenerateOptions, generate, generateAll } from './generate.ts';
export { type ContrastiveOptions, generateContrastive } from './generate-contrastive.ts';
export { type GenerateSequencesOptions, generateSequences, type Hypothesis } from './generate-sequences.ts';
export type { Guidance } from './guided-session.ts';
export type { LogitsOptions, SamplingOptions } from './logits-options.ts';
export { padRows } from './pad-rows.ts';
export { largestIndices, logProbabilities } from './probabilities.ts';
export * from './processors/index.ts';
export { PromptCache } from './prompt-cache.ts';
export {
  GenerationQueue,
  type GenerationQueueOptions,
  type QueuedOptions,
} from './queue/generation-queue.ts';
export { SequenceSession, type SequenceSessionOptions } from './sequence-session.ts';
export type { Generative, StartOptions } from './start-session.ts';
export type { FinishReason, StoppingOptions } from './stopping.ts';
export type { GeneratedToken } from './text-under-way.ts';
