import { HeedError, type HeedErrorOptions } from '@heed/core';

/** A published model whose architecture is not known here; the message lists those that are (`code` is `model-type`). */
export class ModelTypeError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('model-type', message, options);
  }
}

/** A file that asks for code to be run when it is read: a pickle of more than tensors (`code` is `unsafe-file`). */
export class UnsafeFileError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('unsafe-file', message, options);
  }
}
