import { BackendError, isQuantized, type TypedArray } from '@heed/core';
import {
  allocate,
  type Backend,
  type BackendReport,
  type KernelInput,
  type ReferenceArray,
  sizeOf,
  type TensorSpec,
} from '@heed/core/backend';
import type { Block } from './engine/block.ts';
import type { Engine } from './engine/engine.ts';
import { readElements, writeElements } from './engine/transfer.ts';
import { allKernels } from './kernels/index.ts';
import { ropeInto } from './kernels/rope.ts';
import { writeSlice } from './kernels/runs.ts';
import type { VectorBits } from './vectors.ts';

/** What `report()` adds to the engine's own figures. */
export interface Choice {
  readonly simd: 'relaxed' | 'plain';
  readonly memory: 'shared' | 'single';
  readonly vectors: VectorBits;
  readonly threadsAsked: number;
  readonly notes: readonly string[];
}

/** The report of a WASM backend: beside the usual, how often each fast kernel and the reference ran. */
export interface WasmReport extends BackendReport {
  /** Calls served by a fast kernel, by op name. */
  readonly calls: Readonly<Record<string, number>>;
  /** Calls served by the reference over this backend's memory. */
  readonly referenceCalls: number;
}

/** A backend whose report counts kernel calls. */
export interface WasmBackend extends Backend<Block> {
  /** What was asked for and given, and which kernels ran how often. */
  report(): WasmReport;
  dispose(): void;
}

/** Binds engine and kernels together into what core calls a backend. */
export function createBackend(engine: Engine, choice: Choice): WasmBackend {
  const counts = new Map<string, { calls: number }>();
  let referenceCalls = 0;

  /** A kernel that gives back what it had allocated if it fails. */
  const guarded = <First, Second, Third, Result>(
    name: string,
    kernel: (first: First, second: Second, third: Third) => Result | undefined,
    inputsOf: (first: First, second: Second) => readonly KernelInput<Block>[],
  ): ((first: First, second: Second, third: Third) => Result | undefined) => {
    const count = { calls: 0 };
    counts.set(name, count);
    return (first, second, third) => {
      engine.begin();
      try {
        if (engine.losses.any) engine.losses.check(inputsOf(first, second));
        const result = kernel(first, second, third);
        if (result !== undefined) count.calls += 1;
        return result;
      } catch (error) {
        engine.abandon();
        throw engine.explain(name, error);
      }
    };
  };

  /** The same for what is no kernel; kernels do without a closure for each call. */
  const attempt = <Result>(name: string, run: () => Result): Result => {
    engine.begin();
    try {
      return run();
    } catch (error) {
      engine.abandon();
      throw engine.explain(name, error);
    }
  };

  const asArray = (input: KernelInput<Block>): ReferenceArray => ({
    shape: input.shape,
    dtype: input.dtype,
    data: engine.view(input.buffer, input),
  });

  const download = (buffer: Block, spec: TensorSpec): TypedArray => {
    engine.finish();
    return readElements(engine, buffer, spec);
  };

  const table = allKernels(engine);
  return {
    name: 'wasm',
    kernels: new Map(
      Object.entries(table).map(([name, kernel]) => [name, guarded(name, kernel, (inputs) => inputs)]),
    ),
    runReference: (reference, inputs, attributes, outputs) =>
      attempt('a reference', () => {
        // All memory first: growing it would end the views. What is in blocks is read as a file has it.
        const blocks = outputs.map((spec) => engine.output(spec));
        const copies = inputs.map((one) =>
          isQuantized(one.dtype) ? { ...one, data: readElements(engine, one.buffer, one) } : undefined,
        );
        const results = outputs.map((spec, index) => {
          const block = blocks[index];
          if (block === undefined) throw new BackendError('wasm: output without buffer');
          if (isQuantized(spec.dtype)) return { ...spec, data: allocate(spec.dtype, sizeOf(spec.shape)) };
          return { ...spec, data: engine.place(block, spec) };
        });
        for (const result of results) result.data.fill(0);
        reference(
          inputs.map((one, index) => copies[index] ?? asArray(one)),
          results,
          attributes,
        );
        for (const [index, { data, ...spec }] of results.entries()) {
          const block = blocks[index];
          if (block !== undefined && isQuantized(spec.dtype)) writeElements(engine, block, spec, data);
        }
        referenceCalls += 1;
        return blocks;
      }),
    upload: (data, spec) =>
      attempt('upload', () => {
        const block = engine.output(spec);
        if (data.length === 1 && data.BYTES_PER_ELEMENT === 4) {
          // A scalar waits for nothing.
          const [word = 0] = new Int32Array(data.buffer, data.byteOffset, 1);
          engine.exports.fillWords(block.address, 1, word);
        } else writeElements(engine, block, spec, data);
        return block;
      }),
    startUpload(spec) {
      const buffer = attempt('upload', () => engine.output(spec));
      return {
        buffer,
        write: (part, start) => attempt('upload', () => writeElements(engine, buffer, spec, part, start)),
      };
    },
    download: async (buffer, spec) => download(buffer, spec),
    downloadSync: download,
    downloadInto(buffer, spec, target) {
      engine.finish();
      target.set(engine.view(buffer, spec));
    },
    writeSlice: (target, source, position) =>
      attempt('writeSlice', () => {
        if (engine.losses.any) engine.losses.check([target, source]);
        writeSlice(engine, target, source, position);
      }),
    ropeInto: guarded('ropeInto', ropeInto(engine), (rows, heads) => [
      rows.keys,
      rows.values,
      ...Object.values(heads),
    ]),
    finish: () => engine.finish(),
    release: (buffer) => engine.release(buffer),
    memory: () => engine.use,
    report: () => ({
      name: 'wasm',
      threads: engine.pool.threads,
      details: {
        simd: choice.simd,
        memory: choice.memory,
        vectors: choice.vectors,
        threadsAsked: choice.threadsAsked,
        memoryBytes: engine.reservedBytes,
      },
      notes: [...choice.notes, ...engine.pool.notes],
      calls: Object.fromEntries(
        [...counts].filter(([, { calls }]) => calls > 0).map(([name, { calls }]) => [name, calls]),
      ),
      referenceCalls,
    }),
    dispose: () => engine.dispose(),
  };
}
