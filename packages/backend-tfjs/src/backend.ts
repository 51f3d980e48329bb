import { BackendError, HeedError, messageOf, sameShape, sizeOf, type TypedArray } from '@heed/core';
import type { Backend, BackendReport, Kernel, KernelInput, TensorSpec } from '@heed/core/backend';
import { rangeOf, type TfjsBuffer } from './buffer.ts';
import type { Engine } from './engine/engine.ts';
import { operationsOf } from './engine/operations.ts';
import type { EngineTensor } from './engine/tensorflow.ts';
import { IdChecks } from './kernels/id-checks.ts';
import { allKernels } from './kernels/index.ts';
import type { TfjsKernel } from './kernels/table.ts';
import { rangeAfter } from './ranges.ts';
import { storageOf } from './storage.ts';
import { uploaded, writeSlice } from './transfer.ts';

/** A backend on TensorFlow.js. */
export interface TfjsBackend extends Backend<TfjsBuffer> {
  /** Frees the constants that are kept; tensors are freed by those who own them. Not usable afterwards. */
  dispose(): void;
}

/** Binds an engine and the kernels together into what core calls a backend. */
export function createBackend(
  engine: Engine,
  report: () => Omit<BackendReport, 'name' | 'threads'>,
): TfjsBackend {
  let buffers = 0;
  let bytes = 0;
  const ops = operationsOf(engine);
  const ids = new IdChecks(engine);

  const own = (tensor: EngineTensor, range: TfjsBuffer['range']): TfjsBuffer => {
    buffers += 1;
    bytes += bytesOf(tensor);
    return { tensor: engine.tf.keep(tensor), range };
  };

  const guarded = (name: string, kernel: TfjsKernel): Kernel<TfjsBuffer> => {
    const run = (
      given: readonly KernelInput<TfjsBuffer>[],
      attributes: Readonly<Record<string, unknown>>,
      outputs: readonly TensorSpec[],
    ): readonly TfjsBuffer[] | undefined => {
      const results = outputs.every(({ shape }) => sizeOf(shape) === 0)
        ? outputs.map((spec) => uploaded(engine, new Uint8Array(0), spec))
        : kernel({
            inputs: given.map(({ buffer, shape }) => shaped(buffer.tensor, shape)),
            attributes,
            outputs,
            given,
          });
      if (results === undefined) return undefined;
      const tensors = Array.isArray(results) ? results : [results];
      return outputs.map((spec, index) => {
        const tensor: EngineTensor | undefined = tensors[index];
        if (tensor === undefined) throw new BackendError(`tfjs: ${name} made ${tensors.length} outputs`);
        return own(tensor, rangeAfter(name, given, attributes, spec));
      });
    };
    return (given, attributes, outputs) => {
      engine.check();
      try {
        return engine.scope(() => run(given, attributes, outputs));
      } catch (error) {
        throw explain(engine, name, error);
      }
    };
  };

  const shaped = (tensor: EngineTensor, shape: readonly number[]): EngineTensor =>
    sameShape(tensor.shape, shape) ? tensor : ops.reshape(tensor, shape);

  const guardedTransfer = <Result>(name: string, fn: () => Result): Result => {
    engine.check();
    try {
      return fn();
    } catch (error) {
      throw explain(engine, name, error);
    }
  };

  return {
    name: 'tfjs',
    kernels: new Map(
      Object.entries(allKernels({ ops, ids })).map(([name, kernel]) => [name, guarded(name, kernel)]),
    ),
    upload: (data, spec) =>
      guardedTransfer('upload', () => {
        const tensor = engine.scope(() => engine.tf.keep(uploaded(engine, data, spec)));
        return own(tensor, spec.dtype === 'int32' ? rangeOf(new Int32Array(data)) : undefined);
      }),
    async download(buffer, spec) {
      engine.check();
      const { decode } = storageOf(spec.dtype);
      const reading = buffer.tensor.data();
      await ids.settled();
      return decode(await reading);
    },
    ...(engine.readsAtOnce && {
      downloadSync: (buffer: TfjsBuffer, spec: TensorSpec): TypedArray =>
        guardedTransfer('download', () => storageOf(spec.dtype).decode(buffer.tensor.dataSync())),
    }),
    writeSlice: (target, source, position) =>
      guardedTransfer('writeSlice', () => {
        const before = target.buffer.tensor;
        const after = engine.scope(() =>
          engine.tf.keep(
            writeSlice(
              ops,
              shaped(before, target.shape),
              shaped(source.buffer.tensor, source.shape),
              position,
            ),
          ),
        );
        target.buffer.tensor = after;
        target.buffer.range = undefined;
        before.dispose();
      }),
    release(buffer) {
      buffers -= 1;
      bytes -= bytesOf(buffer.tensor);
      buffer.tensor.dispose();
    },
    memory: () => ({ buffers, bytes }),
    report: () => ({ name: 'tfjs', threads: 1, ...report() }),
    dispose: () => engine.dispose(),
  };
}

function bytesOf({ shape, dtype }: EngineTensor): number {
  return sizeOf(shape) * (dtype === 'bool' ? 1 : 4);
}

/** An error of TensorFlow.js with the op and the engine that it came from. */
function explain(engine: Engine, name: string, error: unknown): unknown {
  if (error instanceof HeedError) return error;
  return new BackendError(`tfjs: ${name} failed on ${engine.name}: ${messageOf(error)}`, { cause: error });
}
