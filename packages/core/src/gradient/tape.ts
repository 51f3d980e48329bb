import type { Tensor } from '../tensor.ts';

/** One recorded op: what went in, what came out, and how gradients go back. */
export interface TapeNode {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  /** Gradients of the inputs from those of the outputs; `needs` says which inputs want one. */
  readonly backward: (
    gradients: readonly Tensor[],
    needs: readonly boolean[],
  ) => readonly (Tensor | undefined)[];
}

/**
 * The record of a computation, kept while `grad` or `valueAndGrad` runs a function. It follows the tensors that
 * it was told to watch and everything computed from them, and owns these until it ends. Tapes nest: an op is
 * recorded on each open tape that follows one of its inputs, which is what makes gradients of gradients work.
 */
export class Tape {
  readonly nodes: TapeNode[] = [];
  readonly #followed = new Set<Tensor>();

  /** Follows a tensor from here on. */
  watch(tensor: Tensor): void {
    if (this.#followed.has(tensor)) return;
    this.#followed.add(tensor.retain());
  }

  /** True for a watched tensor and for anything computed from one. */
  follows(tensor: Tensor): boolean {
    return this.#followed.has(tensor);
  }

  /** Adds an op; its inputs and outputs live until the tape ends or `forget`s the node. */
  record(node: TapeNode): void {
    for (const tensor of node.inputs) tensor.retain();
    for (const tensor of node.outputs) this.watch(tensor);
    this.nodes.push(node);
  }

  /** Lets go of the inputs of the last node, once its gradients are done. */
  forgetLast(): void {
    const node = this.nodes.pop();
    if (node === undefined) return;
    for (const tensor of node.inputs) tensor.release();
    for (const tensor of node.outputs) if (this.#followed.delete(tensor)) tensor.release();
  }

  /** Ends the tape and releases everything that it holds. */
  end(): void {
    while (this.nodes.length > 0) this.forgetLast();
    for (const tensor of this.#followed) tensor.release();
    this.#followed.clear();
  }
}

let open: readonly Tape[] = [];
const none: readonly Tape[] = [];

/** The open tapes that follow any of these tensors. */
export function recordingTapes(inputs: readonly Tensor[]): readonly Tape[] {
  if (open.length === 0) return none;
  return open.filter((tape) => inputs.some((input) => tape.follows(input)));
}

/** The tapes that are open now. */
export function openTapes(): readonly Tape[] {
  return open;
}

/** Runs `fn` with exactly these tapes open. */
export function withTapes<Result>(tapes: readonly Tape[], fn: () => Result): Result {
  const before = open;
  open = tapes;
  try {
    return fn();
  } finally {
    open = before;
  }
}

/** Runs `fn` with no tape recording. */
export function withoutTapes<Result>(fn: () => Result): Result {
  return withTapes(none, fn);
}
