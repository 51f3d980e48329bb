import type { Module } from '@heed/core';
import type { CausalLanguageModel, Pretrained, Tokenizer } from '@heed/transformer';

/** A model that goes on with a text, and the tokenizer that it reads and writes by. */
export interface LanguageModel extends Pretrained {
  readonly model: CausalLanguageModel;
  readonly tokenizer: Tokenizer;
}

/** The model as one that writes; undefined where it is none. */
export function languageModelOf(pretrained: Pretrained): LanguageModel | undefined {
  const { model, tokenizer } = pretrained;
  return isCausal(model) && tokenizer !== undefined ? { ...pretrained, model, tokenizer } : undefined;
}

/** Why a model cannot go on with a text; undefined when it can. */
export function obstacleOf({ model, tokenizer }: Pretrained): string | undefined {
  if (!isCausal(model)) return 'It is not a model that goes on with a text.';
  return tokenizer === undefined
    ? 'There is no tokenizer.json among the files: it cannot read or write.'
    : undefined;
}

function isCausal(model: Module): model is CausalLanguageModel {
  return 'createCache' in model && 'config' in model && !('encode' in model);
}
