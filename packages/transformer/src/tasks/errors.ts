import { HeedError, type HeedErrorOptions } from '@heed/core';

/** A task for which a model was not made, or for which it lacks a tokenizer or a chat template (`code` is `task`). */
export class TaskError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('task', message, options);
  }
}
