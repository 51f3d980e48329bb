import { type WasmBackend, wasm } from '@heed/backend-wasm';
import { live, use } from '@heed/core';

/** What the page says of the engine. */
export interface EngineReport {
  readonly threads: number;
  readonly simd: string;
  /** Why there is less than was asked for. */
  readonly notes: readonly string[];
}

/** What the engine holds now. */
export interface EngineCounts {
  readonly tensors: number;
  /** Of live tensors. */
  readonly bytes: number;
  /** Of linear memory, used or not. */
  readonly reserved: number;
}

const mostThreads = 8;

/** The backend of this worker, started once. */
export class Engine {
  readonly #backend: WasmBackend;

  private constructor(backend: WasmBackend) {
    this.#backend = backend;
  }

  /** Starts the backend; a core is left to the page where there are more than two. */
  static async start(): Promise<Engine> {
    const cores = navigator.hardwareConcurrency;
    const backend = await wasm({ threads: Math.min(mostThreads, Math.max(Math.min(cores, 2), cores - 1)) });
    use(backend);
    return new Engine(backend);
  }

  get report(): EngineReport {
    const { threads = 1, details, notes } = this.#backend.report();
    return { threads, simd: String(details['simd']), notes };
  }

  get counts(): EngineCounts {
    const all = live();
    return {
      tensors: all.reduce((total, { tensors }) => total + tensors, 0),
      bytes: all.reduce((total, { bytes }) => total + bytes, 0),
      reserved: Number(this.#backend.report().details['memoryBytes']),
    };
  }
}
