/** Elements as TensorFlow.js takes and gives them. */
export type EngineValues = Float32Array | Int32Array | Uint8Array;

/** A tensor of TensorFlow.js, as far as Heed looks at it. */
export interface EngineTensor {
  /** Names the memory, which several tensors may share. */
  readonly dataId: object;
  /** Sizes of the axes. */
  readonly shape: readonly number[];
  /** `float32`, `int32` or `bool`. */
  readonly dtype: string;
  /** The elements, in TensorFlow.js' own time. */
  data(): Promise<EngineValues>;
  /** The elements at once; webgpu cannot. */
  dataSync(): EngineValues;
  /** Frees the memory when no other tensor shares it. */
  dispose(): void;
}

/** Arguments of a kernel of TensorFlow.js by their published names (kernel_names.ts of tfjs-core). */
export type EngineInputs = Readonly<Record<string, EngineTensor>> | readonly EngineTensor[];

/** Attributes of a kernel of TensorFlow.js. */
export type EngineAttributes = Readonly<Record<string, unknown>>;

/** The part of tfjs-core's engine through which everything runs. */
export interface TensorFlowEngine {
  /** Runs a kernel of the current engine by name. */
  runKernel(name: string, inputs: EngineInputs, attributes?: EngineAttributes): EngineTensor | EngineTensor[];
  /** Puts elements into the engine's memory. */
  makeTensor(values: EngineValues, shape: readonly number[], dtype: string): EngineTensor;
  /** Opens a scope that frees what is made in it and not kept. */
  startScope(name?: string): void;
  /** Closes the scope. */
  endScope(): void;
  /** The engines that are there, as they can be asked for. */
  backendNames(): string[];
}

/** Counts of TensorFlow.js' own tensors. */
export interface TensorFlowMemory {
  /** Tensors that are alive. */
  readonly numTensors: number;
  /** Their bytes. */
  readonly numBytes: number;
}

/**
 * What Heed needs of TensorFlow.js: the namespace of `@tensorflow/tfjs`, `@tensorflow/tfjs-node`,
 * `@tensorflow/tfjs-node-gpu` or `@tensorflow/tfjs-core` fits.
 */
export interface TensorFlow {
  /** Version of tfjs-core. */
  readonly version_core: string;
  /** The class of its tensors. */
  readonly Tensor: abstract new (
    ...parts: never[]
  ) => object;
  /** Settles when an engine is there. */
  ready(): Promise<void>;
  /** Name of the current engine: `tensorflow`, `webgpu`, `webgl`, `wasm` or `cpu`. */
  getBackend(): string;
  /** Makes another engine the current one; false if that fails. */
  setBackend(name: string): Promise<boolean>;
  /** The current engine's own object. */
  backend(): object;
  /** The engine core, through which kernels run. */
  engine(): TensorFlowEngine;
  /** A kernel of an engine, if it has one. */
  getKernel(name: string, engine: string): object | undefined;
  /** Takes a tensor out of the scopes of TensorFlow.js. */
  keep(tensor: EngineTensor): EngineTensor;
  /** What TensorFlow.js holds. */
  memory(): TensorFlowMemory;
}
