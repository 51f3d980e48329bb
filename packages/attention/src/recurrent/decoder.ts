import { GRUCell, LSTMCell, Module, type RecurrentCell, type RecurrentState, type Tensor } from '@heed/core';
import type { PreparedMemory } from '../mechanisms/alignment.ts';
import type { RecurrentCellName } from './config.ts';

/** What a recurrent decoder carries from token to token. */
export interface RecurrentDecoderState extends RecurrentState {
  /** The attentional state of the last step, for input feeding. */
  readonly feed?: Tensor | undefined;
}

/** A source as a recurrent decoder needs it. */
export interface RecurrentSource {
  /** The encoder's states, [batch, source length, hiddenWidth]. */
  readonly memory: Tensor;
  /** Boolean [batch, 1, 1, source length], true = a real token. */
  readonly mask: Tensor | undefined;
  /** What attention reads of the memory; absent without attention. */
  readonly prepared: PreparedMemory | undefined;
  /** The last states of both directions side by side, [batch, hiddenWidth]: the source in one vector. */
  readonly summary: Tensor;
  /** The decoder's state before its first step. */
  readonly state: RecurrentDecoderState;
}

/** What a decoder gives for some target tokens. */
export interface RecurrentDecoderResult {
  /** What the output layer reads, [batch, length, embeddingWidth]. */
  readonly readouts: Tensor;
  readonly state: RecurrentDecoderState;
}

/** A decoder over embedded target tokens. */
export abstract class RecurrentDecoder extends Module {
  abstract readonly cell: RecurrentCell;

  /**
   * Runs the decoder over some target tokens.
   *
   * @param embedded target tokens, [batch, length, embeddingWidth]
   * @param state The state before them.
   * @param position How many target tokens came before them.
   */
  abstract override forward(
    embedded: Tensor,
    source: RecurrentSource,
    state: RecurrentDecoderState,
    position: number,
  ): RecurrentDecoderResult;
}

/** A cell of the given kind. */
export function createCell(name: RecurrentCellName, inputWidth: number, hiddenWidth: number): RecurrentCell {
  return name === 'gru' ? new GRUCell(inputWidth, hiddenWidth) : new LSTMCell(inputWidth, hiddenWidth);
}
