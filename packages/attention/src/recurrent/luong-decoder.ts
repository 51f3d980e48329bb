import {
  add,
  concat,
  Linear,
  type RecurrentCell,
  reshape,
  stack,
  type Tensor,
  tanh,
  unstack,
} from '@heed/core';
import type { AlignmentAttention } from '../mechanisms/alignment.ts';
import type { RecurrentEncoderDecoderConfig } from './config.ts';
import {
  createCell,
  RecurrentDecoder,
  type RecurrentDecoderResult,
  type RecurrentDecoderState,
  type RecurrentSource,
} from './decoder.ts';
import { inputParts } from './input-parts.ts';
import { ObservedSteps } from './observed-steps.ts';

/**
 * The decoder of Luong et al. 2015 (§3): the cell goes first, `h_t = f(h_{t−1}, [y_{t−1}; h̃_{t−1}])`; its new state
 * chooses what to read of the source, `c_t = attention(h_t)`; and the attentional state `h̃_t = tanh(W_c [c_t; h_t])`
 * is the readout and, by input feeding (§3.3), part of the next step's input.
 */
export class LuongDecoder extends RecurrentDecoder {
  readonly cell: RecurrentCell;
  /** W_c */
  readonly readout: Linear;
  readonly inputFeeding: boolean;
  readonly #attention: AlignmentAttention;

  constructor(config: RecurrentEncoderDecoderConfig, attention: AlignmentAttention) {
    super();
    const { embeddingWidth, hiddenWidth, inputFeeding = true } = config;
    this.inputFeeding = inputFeeding;
    this.cell = createCell(config.cell, embeddingWidth * (inputFeeding ? 2 : 1), hiddenWidth);
    this.#attention = attention;
    this.readout = new Linear(2 * hiddenWidth, embeddingWidth, { bias: false });
  }

  override forward(
    embedded: Tensor,
    source: RecurrentSource,
    state: RecurrentDecoderState,
    position: number,
  ): RecurrentDecoderResult {
    if (embedded.shape[1] === 0) return { readouts: embedded, state };
    return this.inputFeeding
      ? this.#stepByStep(embedded, source, state, position)
      : this.#atOnce(embedded, source, state, position);
  }

  #stepByStep(
    embedded: Tensor,
    source: RecurrentSource,
    state: RecurrentDecoderState,
    position: number,
  ): RecurrentDecoderResult {
    const { known, rest } = inputParts(this.cell, embedded);
    const memory = source.prepared ?? source.memory;
    const steps = new ObservedSteps(this.#attention);
    const readouts: Tensor[] = [];
    let current = state;
    for (const [index, word] of known.entries()) {
      const input = current.feed === undefined ? word : add(word, rest(current.feed));
      const next = this.cell.step(input, current);
      const [batch = 0, width = 0] = next.hidden.shape;
      const queries = reshape(next.hidden, [batch, 1, width]);
      const alignment = this.#attention.attend(queries, { memory, positions: position + index });
      steps.add(alignment);
      const context = reshape(alignment.context, [batch, width]);
      const feed = tanh(this.readout.forward(concat([context, next.hidden], { axis: 1 })));
      current = { ...next, feed };
      readouts.push(feed);
    }
    steps.passBy();
    return { readouts: stack(readouts, { axis: 1 }), state: current };
  }

  /** Without input feeding no step waits for the attention of another. */
  #atOnce(
    embedded: Tensor,
    source: RecurrentSource,
    state: RecurrentDecoderState,
    position: number,
  ): RecurrentDecoderResult {
    const states: Tensor[] = [];
    let current = state;
    for (const step of unstack(this.cell.project(embedded), { axis: 1 })) {
      current = this.cell.step(step, current);
      states.push(current.hidden);
    }
    const queries = stack(states, { axis: 1 });
    const memory = source.prepared ?? source.memory;
    const { context } = this.#attention.forward(queries, { memory, positions: position });
    const readouts = tanh(this.readout.forward(concat([context, queries], { axis: 2 })));
    return { readouts, state: current };
  }
}
