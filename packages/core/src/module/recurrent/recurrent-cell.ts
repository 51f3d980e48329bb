import { OptionError, ShapeError } from '../../errors.ts';
import { zeros } from '../../ops/full.ts';
import { linear } from '../../ops/linear.ts';
import { to } from '../../ops/to.ts';
import { checkOptions, checkWhole } from '../../options.ts';
import { type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { Initializer } from '../initializers.ts';
import { Module } from '../module.ts';
import { Parameter } from '../parameter.ts';

/** What a recurrent cell carries from step to step. */
export interface RecurrentState {
  /** The state that others see, [batch, hidden width]. */
  readonly hidden: Tensor;
  /** The memory cell of an LSTM, [batch, hidden width]; a GRU has none. */
  readonly cell?: Tensor | undefined;
}

/** Options of the recurrent cells. */
export interface RecurrentCellOptions {
  /** Add the biases `biasIh` and `biasHh`; true by default. */
  readonly bias?: boolean;
}

/**
 * A recurrent cell: from an input and the state before it to the state after it. Parameters are as PyTorch holds
 * them: `weightIh` [gates · hidden, inputs], `weightHh` [gates · hidden, hidden], `biasIh` and `biasHh`
 * [gates · hidden], all uniform in ±1/√hidden at first.
 *
 * @example
 * ```ts
 * import { GRUCell, ones, RandomGenerator, type RecurrentCell } from '@heed/core';
 * const cell: RecurrentCell = new GRUCell(3, 5).initialize(new RandomGenerator(0));
 * const x = ones([2, 3]);
 * console.log(cell.step(cell.project(x), cell.zeroState(x)).hidden.shape); // [2, 5], as cell.forward(x) gives it
 * ```
 */
export abstract class RecurrentCell extends Module {
  readonly inputWidth: number;
  readonly hiddenWidth: number;
  readonly weightIh: Parameter;
  readonly weightHh: Parameter;
  readonly biasIh: Parameter | undefined;
  readonly biasHh: Parameter | undefined;

  constructor(
    name: string,
    gates: number,
    inputWidth: number,
    hiddenWidth: number,
    options: RecurrentCellOptions,
  ) {
    super();
    checkOptions(name, options, ['bias']);
    this.inputWidth = inputWidth;
    this.hiddenWidth = checkWhole(`${name}: hiddenWidth`, hiddenWidth);
    const limit = 1 / Math.sqrt(hiddenWidth);
    const initializer: Initializer = (shape, generator) => generator.uniform(shape, -limit, limit);
    const make = (...shape: Shape): Parameter => new Parameter(shape, initializer);
    const hasBias = options.bias ?? true;
    this.weightIh = make(gates * hiddenWidth, inputWidth);
    this.weightHh = make(gates * hiddenWidth, hiddenWidth);
    this.biasIh = hasBias ? make(gates * hiddenWidth) : undefined;
    this.biasHh = hasBias ? make(gates * hiddenWidth) : undefined;
  }

  /** One step: x [batch, inputs] and the state before it, zeros by default. */
  override forward(x: Tensor, state?: RecurrentState): RecurrentState {
    if (x.rank !== 2) {
      throw new ShapeError(
        `${this.constructor.name}: a step's input must be [batch, width], got ${showShape(x.shape)}`,
      );
    }
    return this.step(this.project(x), state ?? this.zeroState(x));
  }

  /**
   * The part of a step that does not depend on the state, `x W_ihᵀ + b_ih`: […, inputs] → […, gates · hidden].
   * For a sequence it is computed once for all steps.
   */
  project(x: Tensor): Tensor {
    return linear(x, this.weightIh, this.biasIh);
  }

  /** The rest of a step: what `project` gave for it, [batch, gates · hidden], and the state before it. */
  abstract step(projected: Tensor, state: RecurrentState): RecurrentState;

  /** The state before the first step, for a batch as large as that of `x`, on its backend and in its type. */
  abstract zeroState(x: Tensor): RecurrentState;
}

/** Zeros [batch, width] beside `x`. */
export function zerosBeside(x: Tensor, width: number): Tensor {
  return to(zeros([x.shape[0] ?? 0, width], x.dtype), x.backend);
}

/** The memory cell of an LSTM's state. */
export function cellOf(state: RecurrentState): Tensor {
  if (state.cell === undefined) {
    throw new OptionError(
      'LSTM: the state must hold a memory cell beside the hidden state, as an LSTM returns it',
    );
  }
  return state.cell;
}
