import { BackendError, HeedError, type TypedArray } from '@heed/core';
import type { Backend, BackendReport, Kernel, KernelInput, ReferenceArray } from '@heed/core/backend';
import type { Block } from './engine/allocator.ts';
import type { Engine } from './engine/engine.ts';
import { allKernels } from './kernels/index.ts';
import { writeSlice } from './kernels/runs.ts';

/** What `report()` adds to the engine's own figures. */
export interface Choice {
  readonly simd: 'relaxed' | 'plain';
  readonly memory: 'shared' | 'single';
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

/** Puts the pool in order after a trap and names the kernel. */
function explain(engine: Engine, name: string, error: unknown): unknown {
  if (error instanceof HeedError || !(error instanceof WebAssembly.RuntimeError)) return error;
  try {
    engine.pool.recover();
  } catch (unanswered) {
    engine.dispose();
    return unanswered;
  }
  const notes = engine.pool.notes.join('; ');
  return new BackendError(`wasm: ${name} failed on one of the threads${notes === '' ? '' : ` (${notes})`}`, {
    cause: error,
  });
}

/** Binds engine and kernels together into what core calls a backend. */
export function createBackend(engine: Engine, choice: Choice): WasmBackend {
  const counts = new Map<string, number>();
  let referenceCalls = 0;

  const guarded = (name: string, kernel: Kernel<Block>): Kernel<Block> => {
    let calls = 0;
    return (inputs, attributes, outputs) => {
      engine.begin();
      try {
        const result = kernel(inputs, attributes, outputs);
        if (result !== undefined) counts.set(name, ++calls);
        return result;
      } catch (error) {
        engine.abandon();
        throw explain(engine, name, error);
      }
    };
  };

  const asArray = (input: KernelInput<Block>): ReferenceArray => ({
    shape: input.shape,
    dtype: input.dtype,
    data: engine.view(input.buffer, input),
  });

  const table = allKernels(engine);
  return {
    name: 'wasm',
    kernels: new Map(Object.entries(table).map(([name, kernel]) => [name, guarded(name, kernel)])),
    runReference(reference, inputs, attributes, outputs) {
      engine.begin();
      try {
        // All memory first: growing it would end the views.
        const blocks = outputs.map((spec) => engine.output(spec));
        const results = outputs.map((spec, index) => {
          const block = blocks[index];
          if (block === undefined) throw new BackendError('wasm: output without buffer');
          return asArray({ ...spec, buffer: block });
        });
        for (const result of results) result.data.fill(0);
        reference(inputs.map(asArray), results, attributes);
        referenceCalls += 1;
        return blocks;
      } catch (error) {
        engine.abandon();
        throw error;
      }
    },
    upload(data, spec) {
      engine.begin();
      const block = engine.allocate(data.byteLength);
      copyInto(engine.view(block, spec), data);
      return block;
    },
    download: async (buffer, spec) => engine.view(buffer, spec).slice(),
    downloadSync: (buffer, spec) => engine.view(buffer, spec).slice(),
    writeSlice: (target, source, position) => writeSlice(engine, target, source, position),
    release: (buffer) => engine.release(buffer),
    memory: () => engine.use,
    report: () => ({
      name: 'wasm',
      threads: engine.pool.threads,
      details: {
        simd: choice.simd,
        memory: choice.memory,
        threadsAsked: choice.threadsAsked,
        memoryBytes: engine.reservedBytes,
      },
      notes: [...choice.notes, ...engine.pool.notes],
      calls: Object.fromEntries(counts),
      referenceCalls,
    }),
    dispose: () => engine.dispose(),
  };
}

function copyInto(target: TypedArray, source: TypedArray): void {
  target.set(source);
}
