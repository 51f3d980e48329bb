import type { DType, TypedArray } from '../dtype.ts';
import type { RopeAttributes } from '../ops/rope.ts';
import type { CacheRows, RotatedHeads } from '../ops/rope-into.ts';
import type { Shape } from '../shape.ts';

/** Shape and element type of a tensor, without its numbers. */
export interface TensorSpec {
  readonly shape: Shape;
  readonly dtype: DType;
}

/** What an op is told beside its tensors: axes, epsilon, transpositions. Plain data. */
export type Attributes = Readonly<Record<string, unknown>>;

/** An input as a kernel sees it: the backend's own buffer with its meaning. */
export interface KernelInput<Buffer> extends TensorSpec {
  readonly buffer: Buffer;
}

/**
 * One op on one backend: reads the inputs, returns one new buffer per output. It returns `undefined` when it
 * does not serve this combination of types and shapes; dispatch then decomposes the op or runs its reference.
 */
export type Kernel<Buffer> = KernelMethod<Buffer>['run'];

// A method, so that a backend's kernels fit where the buffer's type is not known: it only ever gets its own back.
interface KernelMethod<Buffer> {
  run(
    inputs: readonly KernelInput<Buffer>[],
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly Buffer[] | undefined;
}

/** A tensor whose elements lie in a typed array, row-major. */
export interface ReferenceArray extends TensorSpec {
  readonly data: TypedArray;
}

/**
 * The reference implementation of a primitive op: plain loops over typed arrays that write every element of the
 * zero-filled outputs. Sums run in float64, since JavaScript numbers are doubles, and round once on storing.
 */
export type ReferenceKernel = (
  inputs: readonly ReferenceArray[],
  outputs: readonly ReferenceArray[],
  attributes: Attributes,
) => void;

/** A new buffer that is being filled part by part. */
export interface Upload<Buffer> {
  /** The buffer, which holds nothing of use before all parts are written. */
  readonly buffer: Buffer;
  /** Copies a part to its place: elements from `start` on, row-major. Parts of a matrix are whole rows. */
  write(part: TypedArray, start: number): void;
}

/** Counts of live buffers and their bytes. */
export interface MemoryUse {
  readonly buffers: number;
  readonly bytes: number;
}

/** What a backend says of itself: what was asked, what was given and why. */
export interface BackendReport {
  readonly name: string;
  readonly threads: number;
  readonly details: Readonly<Record<string, string | number | boolean>>;
  readonly notes: readonly string[];
}

/**
 * Where tensors live and ops run. A backend owns opaque buffers of a type of its own; everything it needs to
 * know of an op arrives in the kernel's arguments. Nothing is registered at import: `use(backend)` selects it.
 *
 * @typeParam Buffer The backend's buffer; the rest of Heed never looks inside.
 */
export interface Backend<Buffer = unknown> {
  readonly name: string;
  /** Fast kernels by op name. Fused ops without one decompose; primitive ones run as `runReference` says. */
  readonly kernels: ReadonlyMap<string, Kernel<Buffer>>;
  /**
   * Runs a primitive op's reference on this backend's memory. A backend whose memory the host can see needs no
   * kernel at all to be complete; one that leaves it out must have a kernel for each primitive op.
   */
  runReference?(
    reference: ReferenceKernel,
    inputs: readonly KernelInput<Buffer>[],
    attributes: Attributes,
    outputs: readonly TensorSpec[],
  ): readonly Buffer[];
  /** Copies elements into a new buffer. */
  upload(data: TypedArray, spec: TensorSpec): Buffer;
  /**
   * A new buffer that is filled in parts, so that a large weight is never in memory twice. A backend that leaves it out
   * gets such weights whole, by `upload`.
   */
  startUpload?(spec: TensorSpec): Upload<Buffer>;
  /** Copies a buffer's elements out. */
  download(buffer: Buffer, spec: TensorSpec): Promise<TypedArray>;
  /** The same without waiting, where the backend can. */
  downloadSync?(buffer: Buffer, spec: TensorSpec): TypedArray;
  /**
   * Copies float32 elements into an array of as many, without waiting, where the backend can: a loop that reads a long row
   * at each step needs no new memory for it.
   */
  downloadInto?(buffer: Buffer, spec: TensorSpec, target: Float32Array): void;
  /**
   * Writes `source` into `target` in place, along `axis` from `start`: the one op that is not pure, for caches.
   * Returns nothing; `target` keeps its buffer.
   */
  writeSlice(
    target: KernelInput<Buffer>,
    source: KernelInput<Buffer>,
    position: { readonly axis: number; readonly start: number },
  ): void;
  /**
   * Turns queries and keys by tables, writes the keys and their values to rows of a cache in place, and gives the turned
   * queries in a new buffer: what `rope` and `writeSlice` do in four calls. It returns `undefined`, before it writes, for
   * types that it does not serve; a backend that leaves it out gets the four calls.
   */
  ropeInto?(
    rows: CacheRows<KernelInput<Buffer>>,
    heads: RotatedHeads<KernelInput<Buffer>>,
    attributes: RopeAttributes,
  ): Buffer | undefined;
  /**
   * Waits until everything asked for so far has been computed. Only a backend whose kernels go on after their calls have
   * returned has it; there all reading waits by itself.
   *
   * @throws {BackendError} when a kernel failed meanwhile.
   */
  finish?(): void;
  /** Frees a buffer; it is not used again. */
  release(buffer: Buffer): void;
  /** What is alive on this backend. */
  memory(): MemoryUse;
  /** What was asked for, what was given, and why. */
  report(): BackendReport;
  /** Ends workers and frees memory; the backend is not usable afterwards. */
  dispose?(): void;
}
