import type { Attributes, Backend, TensorSpec } from '../backend/backend.ts';
import { type Cost, costOf } from './costs.ts';

/** How an op ran: by a kernel of the backend, by the reference over its memory, or by its decomposition. */
export type OpWay = 'kernel' | 'reference' | 'decomposed';

/** One run of one op. Times are in milliseconds. */
export interface OpCall extends Cost {
  readonly name: string;
  readonly way: OpWay;
  /** Since the profile began. */
  readonly start: number;
  readonly duration: number;
  /** Without the ops that ran inside it: those of its decomposition. */
  readonly own: number;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

/** What is told of an op before it runs; `way` becomes known while it does. */
export interface OpStart {
  readonly name: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly attributes: Attributes;
  way: OpWay;
}

function specOf({ shape, dtype }: TensorSpec): TensorSpec {
  return { shape, dtype };
}

/** Collects the runs of ops from its start on. */
export class Recorder {
  readonly calls: OpCall[] = [];
  readonly began: number = performance.now();
  /** Milliseconds that ops inside the running one took; ops run one within the other, never side by side. */
  #inner = 0;

  /** Runs an op and notes it; one that throws is not noted. */
  measure<Result>(op: OpStart, run: () => Result): Result {
    const outside = this.#inner;
    this.#inner = 0;
    const start = performance.now();
    let duration = 0;
    try {
      const result = run();
      duration = performance.now() - start;
      this.#note(op, start, duration);
      return result;
    } finally {
      this.#inner = outside + duration;
    }
  }

  #note(op: OpStart, start: number, duration: number): void {
    const { name, way, attributes } = op;
    const inputs = op.inputs.map(specOf);
    const outputs = op.outputs.map(specOf);
    // What a decomposed op costs is counted by its parts.
    const cost = way === 'decomposed' ? { flops: 0, bytes: 0 } : costOf(name, inputs, outputs, attributes);
    const own = Math.max(0, duration - this.#inner);
    this.calls.push({ name, way, start: start - this.began, duration, own, inputs, outputs, ...cost });
  }
}

let recorders: readonly Recorder[] = [];

/** True while anybody profiles: the one question that dispatch asks when nobody does. */
export let isProfiling: boolean = false;

function set(next: readonly Recorder[]): void {
  recorders = next;
  isProfiling = next.length > 0;
}

/** From now on `recorder` is told of all ops. */
export function startRecording(recorder: Recorder): void {
  set([...recorders, recorder]);
}

/** The end of {@link startRecording}. */
export function stopRecording(recorder: Recorder): void {
  set(recorders.filter((one) => one !== recorder));
}

/** Runs an op on a backend under all recorders, without what came before it, and to its end. */
export function measureOp<Result>(op: OpStart, backend: Pick<Backend, 'finish'>, run: () => Result): Result {
  const whole = (): Result => {
    const result = run();
    backend.finish?.();
    return result;
  };
  backend.finish?.();
  return recorders.reduceRight<() => Result>((inner, recorder) => () => recorder.measure(op, inner), whole)();
}
