import { GradientError, ShapeError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { add } from '../ops/add.ts';
import { fullLike } from '../ops/full.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Tape } from './tape.ts';

/** Gradients by tensor. It owns what it holds, apart from any scope, so that sums can be freed on the way. */
class GradientTable {
  readonly #table = new Map<Tensor, Tensor>();

  has(tensor: Tensor): boolean {
    return this.#table.has(tensor);
  }

  /** Adds a gradient to what is already there (a tensor used twice gets both). */
  accumulate(name: string, tensor: Tensor, gradient: Tensor): void {
    if (!sameShape(tensor.shape, gradient.shape) || tensor.dtype !== gradient.dtype) {
      throw new ShapeError(
        `gradient rule of ${name}: expected ${tensor.dtype} ${showShape(tensor.shape)}, ` +
          `got ${gradient.dtype} ${showShape(gradient.shape)}`,
      );
    }
    const before = this.#table.get(tensor);
    if (before === undefined) {
      this.#table.set(tensor, gradient.retain());
      return;
    }
    const sum = add(before, gradient);
    this.#table.set(tensor, sum.retain());
    sum.dispose();
    before.release();
  }

  /** Takes a gradient out; the caller must release it. */
  take(tensor: Tensor): Tensor | undefined {
    const gradient = this.#table.get(tensor);
    this.#table.delete(tensor);
    return gradient;
  }

  /** Releases everything left. */
  end(): void {
    for (const gradient of this.#table.values()) gradient.release();
    this.#table.clear();
  }
}

/**
 * Reverse-mode differentiation: walks the tape backwards and returns the gradient of `output` for each of
 * `wanted`. The tape is used up on the way, so that activations are freed as soon as they have served.
 *
 * @throws {GradientError} when the output does not depend on any watched tensor.
 */
export function backward(
  tape: Tape,
  seeds: readonly (readonly [output: Tensor, gradient: Tensor])[],
  wanted: readonly Tensor[],
): Tensor[] {
  const table = new GradientTable();
  const keepers = new Set(wanted);
  try {
    for (const [output, gradient] of seeds) {
      if (!tape.follows(output)) {
        throw new GradientError('the result does not depend on what the gradient is asked for');
      }
      table.accumulate('seed', output, gradient);
    }
    while (tape.nodes.length > 0) {
      const node = tape.nodes[tape.nodes.length - 1];
      if (node?.outputs.some((output) => table.has(output))) {
        stepBack(tape, node, table, keepers);
      }
      tape.forgetLast();
    }
    return wanted.map((tensor) => {
      const gradient = table.take(tensor);
      if (gradient === undefined) return fullLike(tensor, 0);
      return gradient.adopt();
    });
  } finally {
    table.end();
  }
}

function stepBack(
  tape: Tape,
  node: Tape['nodes'][number],
  table: GradientTable,
  keepers: ReadonlySet<Tensor>,
): void {
  const held: Tensor[] = [];
  try {
    tidy(() => {
      const gradients = node.outputs.map((output) => {
        const kept = keepers.has(output);
        const gradient = table.take(output);
        if (gradient === undefined) return fullLike(output, 0);
        held.push(gradient);
        if (kept) table.accumulate(node.name, output, gradient);
        return gradient;
      });
      const needs = node.inputs.map((input) => tape.follows(input));
      const results = node.backward(gradients, needs);
      node.inputs.forEach((input, index) => {
        const gradient = results[index];
        if (needs[index] && gradient !== undefined) table.accumulate(node.name, input, gradient);
      });
    });
  } finally {
    // Also when a rule failed: memory that ran out in the middle of a step must come back.
    for (const gradient of held) gradient.release();
  }
}
