import { BackendError } from '@heed/core';
import { deviceWatch } from './device.ts';
import { type NativeCall, nativeOperation } from './native.ts';
import type {
  EngineAttributes,
  EngineInputs,
  EngineTensor,
  EngineValues,
  TensorFlow,
  TensorFlowEngine,
} from './tensorflow.ts';

/** Element types of TensorFlow.js that Heed uses. */
export type EngineType = 'float32' | 'int32' | 'bool';

/** Engines that cannot be waited for: their numbers come with a promise only. */
const asynchronous = ['webgpu'];

/** Tensors that are kept by name. One call of a kernel needs far fewer. */
const mostCached = 256;

/** One engine of TensorFlow.js: runs kernels by name, makes tensors, and keeps the constants that kernels share. */
export class Engine {
  readonly tf: TensorFlow;
  /** `tensorflow`, `webgpu`, `webgl`, `wasm` or `cpu`. */
  readonly name: string;
  /** TensorFlow's own operations, where the engine is TensorFlow. */
  readonly native: ((call: NativeCall) => EngineTensor) | undefined;
  readonly #core: TensorFlowEngine;
  readonly #cache: Map<string, EngineTensor> = new Map();
  readonly #lost: () => string | undefined;
  #ended = false;

  constructor(tf: TensorFlow) {
    this.tf = tf;
    this.name = tf.getBackend();
    this.#core = tf.engine();
    this.native = nativeOperation(tf.backend());
    this.#lost = deviceWatch(this);
  }

  /** True when numbers can be read without waiting. */
  get readsAtOnce(): boolean {
    return !asynchronous.includes(this.name);
  }

  /** Runs a kernel with one output. */
  run(kernel: string, inputs: EngineInputs, attributes: EngineAttributes = {}): EngineTensor {
    const output = this.#core.runKernel(kernel, inputs, attributes);
    const [first] = Array.isArray(output) ? output : [output];
    if (first === undefined) throw new BackendError(`tfjs: ${kernel} gave no output on ${this.name}`);
    return first;
  }

  /** Runs a kernel with several outputs. */
  runMany(kernel: string, inputs: EngineInputs, attributes: EngineAttributes = {}): readonly EngineTensor[] {
    const output = this.#core.runKernel(kernel, inputs, attributes);
    return Array.isArray(output) ? output : [output];
  }

  /** A tensor with these elements, which the engine may go on using. */
  make(values: EngineValues, shape: readonly number[], type: EngineType): EngineTensor {
    return this.#core.makeTensor(values, [...shape], type);
  }

  /** A tensor full of one number, made by the engine itself. */
  fill(shape: readonly number[], value: number, type: EngineType): EngineTensor {
    return this.run('Fill', {}, { shape: [...shape], value, dtype: type });
  }

  /** A scalar that is kept, for numbers that the code of a kernel or a model names. */
  constant(value: number, type: EngineType = 'float32'): EngineTensor {
    const number = Object.is(value, -0) ? '-0' : value;
    return this.cached(`${type} ${number}`, () => this.scalar(value, type));
  }

  /** A tensor that is kept for the next calls that need it, under a name; of many, the last that were made. */
  cached(name: string, make: () => EngineTensor): EngineTensor {
    const known = this.#cache.get(name);
    if (known !== undefined) return known;
    const [oldest] = this.#cache.keys();
    if (oldest !== undefined && this.#cache.size >= mostCached) {
      this.#cache.get(oldest)?.dispose();
      this.#cache.delete(oldest);
    }
    const made = this.tf.keep(make());
    this.#cache.set(name, made);
    return made;
  }

  /** A scalar for this call alone. */
  scalar(value: number, type: EngineType = 'float32'): EngineTensor {
    const values = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }[type].of(value);
    return this.make(values, [], type);
  }

  /** Runs `fn` and frees what it makes, but for what it keeps. */
  scope<Result>(fn: () => Result): Result {
    this.#core.startScope('heed');
    try {
      return fn();
    } finally {
      this.#core.endScope();
    }
  }

  /**
   * Refuses to go on after the end, when the device is gone, or when TensorFlow.js was told to use another engine, which would move tensors one
   * by one in silence.
   *
   * @throws {BackendError}
   */
  check(): void {
    if (this.#ended) throw new BackendError(`tfjs: the backend on ${this.name} was disposed of`);
    const lost = this.#lost();
    if (lost !== undefined) {
      throw new BackendError(
        `tfjs: ${lost}; its tensors are gone, those of other backends are unharmed: use() another backend, or make a ` +
          'new one and load the model again',
      );
    }
    const now = this.tf.getBackend();
    if (now !== this.name) {
      throw new BackendError(
        `tfjs: this backend runs on ${this.name}, but TensorFlow.js was set to ${now}; ` +
          `set it back with tf.setBackend('${this.name}'), or make another backend for ${now}`,
      );
    }
  }

  /** Frees what is kept; nothing runs afterwards. */
  dispose(): void {
    this.#ended = true;
    for (const tensor of this.#cache.values()) tensor.dispose();
    this.#cache.clear();
  }
}
