import type { Attributes, ReferenceArray, TensorSpec } from './backend/backend.ts';
import { currentBackend } from './backend/current.ts';
import { allocate, type DType, isQuantized, isStorage } from './dtype.ts';
import { encodeElement } from './encode-element.ts';
import { BackendError, DTypeError } from './errors.ts';
import { recordingTapes, withoutTapes } from './gradient/tape.ts';
import { tidy } from './memory/scope.ts';
import { isProfiling, measureOp, type OpStart } from './profile/recorder.ts';
import { sameShape, showShape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** Anything with a current tensor: a `Parameter`. */
export interface TensorSource {
  readonly value: Tensor;
}

/** What ops take: a tensor, a parameter, or a number that becomes a scalar of the other operand's type. */
export type TensorLike = Tensor | TensorSource | number;

/** What a gradient rule is given. */
export interface GradientContext<A extends Attributes> {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly attributes: A;
  /** Which inputs want a gradient; rules skip the work for others. */
  readonly needs: readonly boolean[];
}

/**
 * An operation on tensors. A *primitive* op has a `reference`, plain loops that define it; a *fused* op has a
 * `decompose` into simpler ops, which defines it, and backends add a kernel to make it fast.
 *
 * Gradients: `vjp` (vector–Jacobian product) maps the gradients of the outputs to those of the inputs and is
 * written in ops, so that it can be differentiated again. A fused op without one is differentiated through its
 * decomposition; a primitive op without one has no gradient (comparisons, indices).
 */
export interface Op<A extends Attributes> {
  readonly name: string;
  /** True where kernels may give an input's buffer back as an output's, having written into it: see `adamwUpdate`. */
  readonly overwrites?: boolean;
  /** True for an op that computes with weights in blocks; all others refuse them. */
  readonly takesBlocks?: true;
  /** Shapes and types of the outputs; throws `ShapeError` or `DTypeError`. */
  infer(inputs: readonly TensorSpec[], attributes: A): readonly TensorSpec[];
  vjp?(gradients: readonly Tensor[], context: GradientContext<A>): readonly (Tensor | undefined)[];
  decompose?(inputs: readonly Tensor[], attributes: A): readonly Tensor[];
  reference?(inputs: readonly ReferenceArray[], outputs: readonly ReferenceArray[], attributes: A): void;
}

/** Declares an op; the identity function, for its types. */
export function defineOp<A extends Attributes>(op: Op<A>): Op<A> {
  return op;
}

/** Runs an op on tensors: infer, then the backend's kernel, the decomposition or the reference; then record. */
export function applyMany<A extends Attributes>(
  op: Op<A>,
  inputs: readonly Tensor[],
  attributes: A,
): readonly Tensor[] {
  const specs = inferred(op, inputs, attributes);
  const tapes = recordingTapes(inputs);
  if (tapes.length > 0 && op.vjp === undefined && op.decompose !== undefined) {
    return decomposed(op, inputs, attributes, specs);
  }
  const outputs = execute(op, inputs, attributes, specs);
  if (op.vjp !== undefined) {
    for (const tape of tapes) {
      tape.record({
        name: op.name,
        inputs,
        outputs,
        backward: (gradients, needs) => op.vjp?.(gradients, { inputs, outputs, attributes, needs }) ?? [],
      });
    }
  }
  return outputs;
}

function inferred<A extends Attributes>(
  op: Op<A>,
  inputs: readonly Tensor[],
  attributes: A,
): readonly TensorSpec[] {
  try {
    if (op.takesBlocks === undefined) refuseBlocks(op.name, inputs);
    return op.infer(inputs, attributes);
  } catch (error) {
    // An input that is no tensor is named here, so that no op has to look for it.
    if (error instanceof TypeError) for (const input of inputs) asTensor(input);
    throw error;
  }
}

/** Refuses inputs in blocks. */
function refuseBlocks(name: string, inputs: readonly TensorSpec[]): void {
  for (const { dtype } of inputs) {
    if (dtype === 'float32' || !isQuantized(dtype)) continue;
    throw new DTypeError(
      `${name}: ${dtype} is for weights of linear and embedding; dequantize() or cast() it to float32 first`,
    );
  }
}

/** {@link applyMany} for ops with one output. */
export function apply<A extends Attributes>(op: Op<A>, inputs: readonly Tensor[], attributes: A): Tensor {
  return only(op.name, applyMany(op, inputs, attributes));
}

/** {@link apply} to operands as they were given: the scalars that numbers became end with the call. */
export function applyOnce<A extends Attributes>(
  op: Op<A>,
  inputs: readonly Tensor[],
  given: readonly TensorLike[],
  attributes: A,
): Tensor {
  try {
    return apply(op, inputs, attributes);
  } finally {
    for (const [place, one] of given.entries()) if (typeof one === 'number') inputs[place]?.dispose();
  }
}

/** {@link applyOnce} to one operand. */
export function applyOne<A extends Attributes>(op: Op<A>, x: TensorLike, attributes: A): Tensor {
  const inputs = [asTensor(x)];
  return typeof x === 'number' ? applyOnce(op, inputs, [x], attributes) : apply(op, inputs, attributes);
}

/** {@link applyOnce} to two operands, numbers adopting the type of the other. */
export function applyPair<A extends Attributes>(
  op: Op<A>,
  a: TensorLike,
  b: TensorLike,
  attributes: A,
): Tensor {
  const inputs = asPair(a, b);
  if (typeof a !== 'number' && typeof b !== 'number') return apply(op, inputs, attributes);
  return applyOnce(op, inputs, [a, b], attributes);
}

function only(name: string, outputs: readonly Tensor[]): Tensor {
  const [output] = outputs;
  if (output === undefined || outputs.length !== 1) throw new BackendError(`${name}: expected one output`);
  return output;
}

function execute<A extends Attributes>(
  op: Op<A>,
  inputs: readonly Tensor[],
  attributes: A,
  specs: readonly TensorSpec[],
): readonly Tensor[] {
  if (!isProfiling) return run(op, inputs, attributes, specs);
  const start: OpStart = { name: op.name, inputs, outputs: specs, attributes, way: 'kernel' };
  return measureOp(start, commonBackend(op.name, inputs), () => run(op, inputs, attributes, specs, start));
}

function run<A extends Attributes>(
  op: Op<A>,
  inputs: readonly Tensor[],
  attributes: A,
  specs: readonly TensorSpec[],
  profiled?: OpStart,
): readonly Tensor[] {
  const backend = commonBackend(op.name, inputs);
  let buffers = backend.kernels.get(op.name)?.(inputs, attributes, specs);
  if (buffers === undefined && profiled !== undefined)
    profiled.way = op.decompose === undefined ? 'reference' : 'decomposed';
  if (buffers === undefined && op.decompose !== undefined)
    return withoutTapes(() => decomposed(op, inputs, attributes, specs));
  if (buffers === undefined && op.reference !== undefined) {
    const reference = op.reference.bind(op);
    buffers = backend.runReference?.(
      (ins, outs) => reference(ins, outs, attributes),
      inputs,
      attributes,
      specs,
    );
  }
  if (buffers === undefined) {
    const seen = inputs.map((input) => `${input.dtype} ${showShape(input.shape)}`).join(', ');
    throw new BackendError(`backend ${backend.name} has no kernel for ${op.name} on ${seen}`);
  }
  if (op.overwrites) handOver(inputs, new Set(buffers));
  return asTensors(op.name, backend, buffers, specs);
}

function asTensors(
  name: string,
  backend: Tensor['backend'],
  buffers: readonly unknown[],
  specs: readonly TensorSpec[],
): readonly Tensor[] {
  const outputs = new Array<Tensor>(buffers.length);
  for (let index = 0; index < buffers.length; index++) {
    const spec = specs[index];
    if (spec === undefined) throw new BackendError(`${name} on ${backend.name}: too many outputs`);
    outputs[index] = Tensor.fromBuffer(backend, buffers[index], spec.shape, spec.dtype);
  }
  return outputs;
}

/** Ends the inputs whose buffers are outputs now. */
function handOver(inputs: readonly Tensor[], written: ReadonlySet<unknown>): void {
  for (const input of inputs) if (written.has(input.buffer)) input.handOver();
}

/** Runs an op by its decomposition, which must give what `infer` promised and kernels will give. */
function decomposed<A extends Attributes>(
  op: Op<A>,
  inputs: readonly Tensor[],
  attributes: A,
  specs: readonly TensorSpec[],
): readonly Tensor[] {
  const outputs = tidy(() => op.decompose?.(inputs, attributes) ?? []);
  for (const [index, { shape, dtype }] of specs.entries()) {
    const output = outputs[index];
    if (output?.dtype !== dtype || !sameShape(output.shape, shape)) {
      const seen = output === undefined ? 'nothing' : `${output.dtype} ${showShape(output.shape)}`;
      throw new BackendError(
        `${op.name}: infer says ${dtype} ${showShape(shape)}, the decomposition gives ${seen}`,
      );
    }
  }
  return outputs;
}

/** The backend of all inputs, or the current one where there are none. */
export function commonBackend(name: string, inputs: readonly Tensor[]): Tensor['backend'] {
  const backend = inputs[0]?.backend ?? currentBackend();
  for (const input of inputs) {
    if (input.backend !== backend) {
      throw new BackendError(
        `${name}: tensors live on two backends, ${backend.name} and ${input.backend.name}; move one with to()`,
      );
    }
  }
  return backend;
}

/** The tensor behind an operand; numbers become scalars of the type and on the backend of `like`. */
export function asTensor(value: TensorLike, like?: TensorLike): Tensor {
  if (value instanceof Tensor) return value;
  if (typeof value !== 'number') return tensorOf(value);
  const other = like === undefined || typeof like === 'number' ? undefined : asTensor(like);
  const dtype = other?.dtype ?? 'float32';
  const backend = other?.backend ?? currentBackend();
  const element = encodeElement(value, dtype);
  if (element === undefined) {
    throw new DTypeError(`the number ${value} does not fit the ${dtype} tensor beside it; cast() that first`);
  }
  const data = allocate(dtype, 1);
  data[0] = element;
  return Tensor.fromBuffer(backend, backend.upload(data, { shape: [], dtype }), [], dtype);
}

/** The tensor of a parameter; callers without types may give anything. */
function tensorOf(source: TensorSource | null | undefined): Tensor {
  const tensor: unknown = source?.value;
  if (tensor instanceof Tensor) return tensor;
  throw new DTypeError(`an operand must be a tensor, a parameter or a number, got ${kindOf(source)}`);
}

function kindOf(source: unknown): string {
  if (Array.isArray(source)) return 'an array, which tensor() takes';
  if (typeof source !== 'object' || source === null) return String(source);
  const { name } = source.constructor;
  return name === Tensor.name ? 'a Tensor of another copy of @heed/core' : `an object of class ${name}`;
}

function asPair(a: TensorLike, b: TensorLike): [Tensor, Tensor] {
  return [asTensor(a, b), asTensor(b, a)];
}

/** Refuses operands of different types: Heed never converts in silence. */
export function checkSameDType(name: string, inputs: readonly TensorSpec[]): DType {
  const dtype = inputs[0]?.dtype ?? 'float32';
  for (const input of inputs) {
    if (input.dtype !== dtype) {
      throw new DTypeError(`${name}: operands are ${dtype} and ${input.dtype}; cast() one of them`);
    }
  }
  return dtype;
}

/** Refuses types without float arithmetic. */
export function checkFloating(name: string, ...inputs: readonly TensorSpec[]): DType {
  const dtype = checkSameDType(name, inputs);
  if (dtype !== 'float32' && dtype !== 'float64') {
    throw new DTypeError(`${name}: needs float32 or float64, got ${dtype}; cast() it first`);
  }
  return dtype;
}

/** Refuses a weight beside operands of `dtype`: it must be of that type, or kept in a type of storage. */
export function checkWeight(name: string, weight: TensorSpec | undefined, dtype: DType): void {
  if (weight === undefined || weight.dtype === dtype || isStorage(weight.dtype)) return;
  throw new DTypeError(`${name}: the weight is ${weight.dtype}, expected ${dtype}, a half type or blocks`);
}
