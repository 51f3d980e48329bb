import { HeedError, type HeedErrorOptions } from '@heed/core';

/** A published model whose architecture is not known here; the message lists those that are (`code` is `model-type`). */
export class ModelTypeError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('model-type', message, options);
  }
}

/**
 * A file that cannot be had: the server says no or breaks off, the bytes are not those that the hub promised, or
 * requests are forbidden and the cache does not hold it (`code` is `download`).
 */
export class DownloadError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('download', message, options);
  }
}

/** A file that asks for code to be run when it is read: a pickle of more than tensors (`code` is `unsafe-file`). */
export class UnsafeFileError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('unsafe-file', message, options);
  }
}
