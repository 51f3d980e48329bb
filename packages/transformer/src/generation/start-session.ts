import { OptionError, showValue } from '@heed/core';
import type { CausalLanguageModel } from '../models/causal-language-model.ts';
import type { SequenceConfig, SequenceToSequence, TargetCache } from '../sequence-to-sequence.ts';
import { CausalSession } from './causal-session.ts';
import { checkGenerative } from './check-model.ts';
import type { DecodingSession, Scores } from './decoding-session.ts';
import { checkGuidance, type Guidance, GuidedSession } from './guided-session.ts';
import type { LogitsOptions } from './logits-options.ts';
import { PromptCache } from './prompt-cache.ts';
import { encodeSources, SequenceSession } from './sequence-session.ts';

/** A model that generates: decoder-only, or encoder–decoder. */
export type Generative<Encoded, Cache extends TargetCache> =
  | CausalLanguageModel
  | SequenceToSequence<Encoded, Cache>;

/** What a model starts from, beside the prompts. */
export interface StartOptions {
  /** What the model remembers of an earlier text, for one prompt to a decoder-only model. */
  readonly cache?: PromptCache;
  /** Classifier-free guidance, away from negative prompts. */
  readonly guidance?: Guidance;
}

/** The names of {@link StartOptions}. */
export const startOptionNames = ['cache', 'guidance'] as const;

/** What a model states about its texts: end token and forced ones. Options of the caller count more. */
export function ownOptions<Encoded, Cache extends TargetCache>(
  model: Generative<Encoded, Cache>,
): LogitsOptions & { readonly endIds: readonly number[] } {
  checkGenerative(model);
  if (!('encode' in model)) return { endIds: [] };
  const { endId, forcedFirstId, forcedLastId }: SequenceConfig & ForcedIds = model.config;
  return {
    endIds: [endId],
    ...(forcedFirstId !== undefined && { forcedFirstId }),
    ...(forcedLastId !== undefined && { forcedLastId }),
  };
}

/** What configs of published encoder–decoders have beside. */
interface ForcedIds {
  readonly forcedFirstId?: number | undefined;
  readonly forcedLastId?: number | undefined;
}

/**
 * Puts a model to work on prompts, or on sources.
 *
 * @param scores What the session gives in place of logits. Under guidance, what is mixed: it gives logits then.
 */
export function startSession<Encoded, Cache extends TargetCache>(
  model: Generative<Encoded, Cache>,
  prompts: readonly (readonly number[])[],
  { cache, guidance }: StartOptions = {},
  scores?: Scores,
): DecodingSession {
  checkPrompts(prompts);
  if (cache !== undefined && !(cache instanceof PromptCache)) {
    throw new OptionError(`cache must be a PromptCache, got ${showValue(cache)}`);
  }
  if (guidance === undefined) return startOne(model, prompts, cache, scores);
  checkGuidance(guidance, prompts.length);
  const { scale, negative = prompts.map((prompt) => prompt.slice(-1)) } = guidance;
  const unguided = startOne(model, negative, undefined, scores);
  try {
    return new GuidedSession(startOne(model, prompts, cache, scores), unguided, scale);
  } catch (error) {
    unguided.dispose();
    throw error;
  }
}

/** Refuses prompts that are no list. */
export function checkPrompts(prompts: readonly (readonly number[])[]): void {
  if (Array.isArray(prompts)) return;
  throw new OptionError(`prompts must be a list, of lists of ids, got ${showValue(prompts)}`);
}

function startOne<Encoded, Cache extends TargetCache>(
  model: Generative<Encoded, Cache>,
  prompts: readonly (readonly number[])[],
  cache: PromptCache | undefined,
  scores: Scores | undefined,
): DecodingSession {
  if (!('encode' in model)) return new CausalSession(model, prompts, cache, scores);
  if (cache !== undefined) throw new OptionError('a PromptCache serves decoder-only models');
  return new SequenceSession(model, () => encodeSources(model, prompts), prompts.length, {
    ...(scores !== undefined && { scores }),
  });
}
