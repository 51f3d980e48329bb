import { add, concat, Linear, type RecurrentCell, reshape, stack, type Tensor, tanh } from '@heed/core';
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
 * The decoder of Bahdanau et al. 2015 (§3.1): the state of the step before chooses what to read of the source,
 * `c_t = attention(s_{t−1})`; the cell then reads word and context, `s_t = f(s_{t−1}, [y_{t−1}; c_t])`; and the
 * readout is `tanh(W [s_t; c_t; y_{t−1}])`, where the paper has a maxout.
 *
 * Without attention it is the decoder of Cho et al. 2014: `c` is the encoder's summary, the same at every step.
 */
export class BahdanauDecoder extends RecurrentDecoder {
  readonly cell: RecurrentCell;
  readonly readout: Linear;
  readonly #attention: AlignmentAttention | undefined;

  constructor(config: RecurrentEncoderDecoderConfig, attention: AlignmentAttention | undefined) {
    super();
    const { embeddingWidth, hiddenWidth } = config;
    this.cell = createCell(config.cell, embeddingWidth + hiddenWidth, hiddenWidth);
    this.readout = new Linear(2 * hiddenWidth + embeddingWidth, embeddingWidth);
    this.#attention = attention;
  }

  override forward(
    embedded: Tensor,
    source: RecurrentSource,
    state: RecurrentDecoderState,
  ): RecurrentDecoderResult {
    const { known, rest } = inputParts(this.cell, embedded);
    const steps = this.#attention && new ObservedSteps(this.#attention);
    const contexts: Tensor[] = [];
    const states: Tensor[] = [];
    let current = state;
    const constant = this.#attention === undefined ? rest(source.summary) : undefined;
    for (const word of known) {
      const context = this.#context(source, current, steps);
      current = this.cell.step(add(word, constant ?? rest(context)), current);
      contexts.push(context);
      states.push(current.hidden);
    }
    steps?.passBy();
    if (states.length === 0) return { readouts: embedded, state };
    const parts = [stack(states, { axis: 1 }), stack(contexts, { axis: 1 }), embedded];
    return { readouts: tanh(this.readout.forward(concat(parts, { axis: 2 }))), state: current };
  }

  /** What the source says to this state, [batch, hiddenWidth]. */
  #context(
    source: RecurrentSource,
    { hidden }: RecurrentDecoderState,
    steps: ObservedSteps | undefined,
  ): Tensor {
    if (this.#attention === undefined || source.prepared === undefined) return source.summary;
    const [batch = 0, width = 0] = hidden.shape;
    const alignment = this.#attention.attend(reshape(hidden, [batch, 1, width]), { memory: source.prepared });
    steps?.add(alignment);
    return reshape(alignment.context, [batch, width]);
  }
}
