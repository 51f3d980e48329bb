import { GradientError } from '../errors.ts';
import { collectTensors, tidy } from '../memory/scope.ts';
import type { Tensor } from '../tensor.ts';
import { backward } from './backward.ts';
import { openTapes, Tape, withTapes } from './tape.ts';

/** A tape that only notes which followed tensors an outer tape's ops read. */
class Witness extends Tape {
  readonly seen = new Set<Tensor>();
  readonly #outer: readonly Tape[];

  constructor(outer: readonly Tape[]) {
    super();
    this.#outer = outer;
  }

  override follows(tensor: Tensor): boolean {
    if (this.#outer.some((tape) => tape.follows(tensor))) this.seen.add(tensor);
    return false;
  }
}

let rerunning = false;

function asRerun<Result>(fn: () => Result): Result {
  const before = rerunning;
  rerunning = true;
  try {
    return fn();
  } finally {
    rerunning = before;
  }
}

/** True while a function runs again for its gradients: what a first run leaves behind must not be done twice. */
export function isRerunning(): boolean {
  return rerunning;
}

/**
 * Gradient checkpointing (Chen et al. 2016): runs `fn` without keeping its activations, and runs it again when
 * gradients are asked for. Memory for time; the numbers are the same.
 *
 * `fn` must be deterministic (draw random seeds outside) and use no observers that replace values.
 *
 * @example
 * ```ts
 * import { checkpoint, exp, grad, sum, tensor } from '@heed/core';
 * const [dx] = grad((x) => sum(checkpoint(() => exp(exp(x)))))(tensor([0.5]));
 * ```
 */
export function checkpoint(fn: () => Tensor): Tensor {
  const tapes = openTapes();
  if (tapes.length === 0) return tidy(fn);
  const witness = new Witness(tapes);
  const output = tidy(() => withTapes([witness], fn));
  const inputs = [...witness.seen];
  const rerun = (gradients: readonly Tensor[]): Tensor[] => {
    const [gradient] = gradients;
    if (gradient === undefined) throw new GradientError('checkpoint: no gradient reached its output');
    const tape = new Tape();
    try {
      for (const input of inputs) tape.watch(input);
      const again = asRerun(() => withTapes([...openTapes(), tape], fn));
      return backward(tape, [[again, gradient]], inputs);
    } finally {
      tape.end();
    }
  };
  for (const tape of tapes) {
    if (inputs.some((input) => tape.follows(input))) {
      tape.record({ name: 'checkpoint', inputs, outputs: [...collectTensors(output)], backward: rerun });
    }
  }
  return output;
}
