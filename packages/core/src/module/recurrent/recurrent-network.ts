import { ShapeError } from '../../errors.ts';
import { stack } from '../../ops/stack.ts';
import { unstack } from '../../ops/unstack.ts';
import { checkOptions, checkWhole } from '../../options.ts';
import { RandomGenerator } from '../../random/random-generator.ts';
import { sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { Dropout } from '../dropout.ts';
import { Module } from '../module.ts';
import { passBy } from '../observe.ts';
import type { RecurrentCell, RecurrentState } from './recurrent-cell.ts';
import { RecurrentLayer, sequenceMask } from './recurrent-layer.ts';

/** Sizes and switches of {@link GRU} and {@link LSTM}. */
export interface RecurrentOptions {
  /** Layers, each reading the output of the one below; 1 by default. */
  readonly layers?: number;
  /** Read the sequence in both directions, and put the outputs side by side (Schuster and Paliwal 1997). */
  readonly bidirectional?: boolean;
  /** Add biases; true by default. */
  readonly bias?: boolean;
  /** Probability of dropping an output between two layers in training; 0 by default. */
  readonly dropout?: number;
  /** Source of the dropout's randomness. */
  readonly generator?: RandomGenerator;
}

/** What a run along a sequence starts from and leaves out. */
export interface RecurrentRunOptions {
  /** The state before the first step, as an earlier run returned it; zeros by default. */
  readonly state?: RecurrentState | undefined;
  /**
   * Boolean [batch, length] or, as attention has it, [batch, 1, 1, length]: true = a real token. At padding the
   * state stands still and the output is 0, so that the numbers of a row do not depend on its padding (as with
   * PyTorch's packed sequences).
   */
  readonly mask?: Tensor | undefined;
}

/** What a run along a sequence gives. */
export interface RecurrentResult {
  /** The last layer's hidden states, [batch, length, hidden · directions]. */
  readonly output: Tensor;
  /** The state after the last step, [layers · directions, batch, hidden], both directions of a layer in turn. */
  readonly state: RecurrentState;
}

/**
 * What {@link GRU} and {@link LSTM} share: layers of cells.
 *
 * @example
 * ```ts
 * import { GRU, LSTM, ones, RandomGenerator, type RecurrentNetwork } from '@heed/core';
 * const networks: RecurrentNetwork[] = [new GRU(3, 5), new LSTM(3, 5)];
 * for (const network of networks) {
 *   network.initialize(new RandomGenerator(0));
 *   console.log(network.forward(ones([2, 7, 3])).output.shape); // [2, 7, 5]
 * }
 * ```
 */
export abstract class RecurrentNetwork extends Module {
  readonly hiddenWidth: number;
  readonly layers: readonly RecurrentLayer[];
  readonly dropout: Dropout;

  constructor(
    inputWidth: number,
    hiddenWidth: number,
    options: RecurrentOptions,
    makeCell: (inputWidth: number) => RecurrentCell,
  ) {
    super();
    const { layers = 1, bidirectional = false, dropout = 0, generator = new RandomGenerator(0) } = options;
    const name = this.constructor.name;
    checkOptions(name, options, ['layers', 'bidirectional', 'bias', 'dropout', 'generator']);
    checkWhole(`${name}: layers`, layers);
    this.hiddenWidth = hiddenWidth;
    this.layers = Array.from({ length: layers }, (_, layer) => {
      const width = layer === 0 ? inputWidth : hiddenWidth * (bidirectional ? 2 : 1);
      return new RecurrentLayer(makeCell(width), bidirectional ? makeCell(width) : undefined);
    });
    this.dropout = new Dropout(dropout, generator);
  }

  override get observationPoints(): readonly string[] {
    return ['output'];
  }

  /**
   * Runs all layers over a sequence.
   *
   * @param x [batch, length, inputs]
   */
  override forward(x: Tensor, options: RecurrentRunOptions = {}): RecurrentResult {
    const name = this.constructor.name;
    checkOptions(`${name}.forward`, options, ['state', 'mask']);
    if (x.rank !== 3) {
      throw new ShapeError(`${name}: the input must be [batch, length, width], got ${showShape(x.shape)}`);
    }
    const mask = sequenceMask(name, x, options.mask);
    const initial = this.#initialStates(x, options.state);
    const last: RecurrentState[] = [];
    let output = x;
    for (const [index, layer] of this.layers.entries()) {
      const directions = layer.backwardCell === undefined ? 1 : 2;
      const input = index === 0 ? output : this.dropout.forward(output);
      const given = initial.slice(index * directions, (index + 1) * directions);
      const result = layer.forward(input, given, mask);
      output = result.output;
      last.push(...result.states);
    }
    return { output: passBy(this, 'output', output), state: stackStates(last) };
  }

  /** The given state as one state for each layer and direction. */
  #initialStates(x: Tensor, state: RecurrentState | undefined): RecurrentState[] {
    if (state === undefined) return [];
    const count = this.layers.length * (this.layers[0]?.backwardCell === undefined ? 1 : 2);
    const expected = [count, x.shape[0] ?? 0, this.hiddenWidth];
    for (const part of [state.hidden, state.cell]) {
      if (part !== undefined && !sameShape(part.shape, expected)) {
        throw new ShapeError(
          `${this.constructor.name}: the state must be ${showShape(expected)} (layers · directions, batch, hidden), ` +
            `got ${showShape(part.shape)}`,
        );
      }
    }
    const cells = state.cell && unstack(state.cell, { axis: 0 });
    return unstack(state.hidden, { axis: 0 }).map((hidden, index) => ({ hidden, cell: cells?.[index] }));
  }
}

/** States side by side on a new first axis. */
function stackStates(states: readonly RecurrentState[]): RecurrentState {
  const hidden = stack(
    states.map((state) => state.hidden),
    { axis: 0 },
  );
  const cells = states.flatMap(({ cell }) => (cell === undefined ? [] : [cell]));
  return cells.length === 0 ? { hidden } : { hidden, cell: stack(cells, { axis: 0 }) };
}
