/** Options that every Heed error carries beside its message. */
export interface HeedErrorOptions {
  /** The error that caused this one. */
  readonly cause?: unknown;
}

/**
 * Base class of every error that Heed throws on purpose. `code` is stable and meant for programs;
 * the message is meant for people and names the thing at fault, what was expected and what was seen.
 *
 * @example
 * ```ts
 * import { HeedError, reshape, tensor } from '@heed/core';
 * try {
 *   reshape(tensor([1, 2, 3]), [2, 2]);
 * } catch (error) {
 *   if (error instanceof HeedError) console.log(error.code); // shape
 * }
 * ```
 */
export class HeedError extends Error {
  /** A short, stable name of the kind of error, such as `shape` or `index`. */
  readonly code: string;

  constructor(code: string, message: string, options?: HeedErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Shapes that do not fit: broadcasting, reshape, matmul, attention masks (`code` is `shape`). */
export class ShapeError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('shape', message, options);
  }
}

/** A data type that an op or a file does not take (`code` is `dtype`). */
export class DTypeError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('dtype', message, options);
  }
}

/** An option that is unknown, missing, out of range or not supported (`code` is `option`). */
export class OptionError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('option', message, options);
  }
}

/** An id, class or position outside its table (`code` is `index`). */
export class IndexError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('index', message, options);
  }
}

/** A number that must be finite or positive and is not: NaN weights, infinite gradients (`code` is `value`). */
export class ValueError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('value', message, options);
  }
}

/** A file or header that breaks its format: safetensors, tokenizer.json, config.json (`code` is `format`). */
export class FormatError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('format', message, options);
  }
}

/**
 * A file that cannot be had: the server says no, breaks off or sends something else, or requests are forbidden (`code` is
 * `download`).
 */
export class DownloadError extends HeedError {
  /** The status of HTTP that the server answered with, where that was the trouble. */
  readonly status: number | undefined;

  constructor(message: string, options?: HeedErrorOptions & { readonly status?: number | undefined }) {
    super('download', message, options);
    this.status = options?.status;
  }
}

/**
 * A file or folder that cannot be written: no room, no permission, no folder of that name (`code` is `write`). What the
 * system said is its `cause`.
 */
export class WriteError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('write', message, options);
  }
}

/** Weights that do not match a model: missing, extra or misshaped names (`code` is `weights`). */
export class WeightsError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('weights', message, options);
  }
}

/** A tensor, parameter, scope or backend used before it is ready or after its end (`code` is `lifetime`). */
export class LifetimeError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('lifetime', message, options);
  }
}

/** Something that a backend cannot do, or tensors of two backends in one op (`code` is `backend`). */
export class BackendError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('backend', message, options);
  }
}

/** A gradient asked of something that has none (`code` is `gradient`). */
export class GradientError extends HeedError {
  constructor(message: string, options?: HeedErrorOptions) {
    super('gradient', message, options);
  }
}
