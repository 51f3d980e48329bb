import { GradientError } from '../errors.ts';
import { collectTensors, tidy } from '../memory/scope.ts';
import type { Tensor } from '../tensor.ts';
import { backward } from './backward.ts';
import { openTapes, Tape, withTapes } from './tape.ts';

/** A tape that follows nothing and notes what is read. */
class Witness extends Tape {
  readonly read = new Set<Tensor>();

  override follows(tensor: Tensor): boolean {
    this.read.add(tensor);
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
  const witness = new Witness();
  const output = tidy(() => withTapes([witness], fn));
  const outputs = [...collectTensors(output)];
  // What was made inside is gone by now. The rest lives on until the function has run again, whether it is followed or not.
  const inputs = [...witness.read].filter((tensor) => !tensor.isDisposed && !outputs.includes(tensor));
  const rerun = (gradients: readonly Tensor[], needs: readonly boolean[]): (Tensor | undefined)[] => {
    const [gradient] = gradients;
    if (gradient === undefined) throw new GradientError('checkpoint: no gradient reached its output');
    const wanted = inputs.filter((_, index) => needs[index]);
    const tape = new Tape();
    try {
      for (const input of wanted) tape.watch(input);
      const again = asRerun(() => withTapes([...openTapes(), tape], fn));
      const found = backward(tape, [[again, gradient]], wanted);
      return inputs.map((input) => found[wanted.indexOf(input)]);
    } finally {
      tape.end();
    }
  };
  for (const tape of tapes) {
    if (inputs.some((input) => tape.follows(input))) {
      tape.record({ name: 'checkpoint', inputs, outputs, backward: rerun });
    }
  }
  return output;
}
