import { summary } from '@heed/core';
import type { Pretrained } from '@heed/transformer';
import { obstacleOf } from './language-model.ts';
import type { ModelShape } from './write.ts';

/** What the page tells of a model that a visitor brought. */
export interface ModelDescription {
  /** Its class, as the config names it. */
  readonly name: string;
  readonly parameters: number;
  /** As JSON, indented. */
  readonly config: string;
  /** The tree of modules. */
  readonly summary: string;
  /** Its attention, where it can write. */
  readonly shape: ModelShape | undefined;
  /** Why it cannot write. */
  readonly obstacle: string | undefined;
}

/** All that is told of a model. */
export function describeModel(pretrained: Pretrained, shape: ModelShape | undefined): ModelDescription {
  const { model, config } = pretrained;
  return {
    name: config.texts('architectures')?.[0] ?? config.text('model_type'),
    parameters: model.parameterCount(),
    config: JSON.stringify(config.toJSON(), null, 2),
    summary: summary(model),
    shape,
    obstacle: obstacleOf(pretrained),
  };
}
