import { type Backend, Scope, ShapeError, showShape, type Tensor, tidy, to } from '@heed/core';
import type { EncodedSource } from '@heed/transformer';
import type { Whisper } from '../models/whisper/model.ts';

/**
 * The encoder's states of the features that were asked for last: languages, the text at several temperatures and times
 * of words are all made of the same ones, and the encoder is most of the work.
 */
export class KeptEncoding {
  readonly #model: Whisper;
  #kept: { readonly features: Tensor; readonly encoded: EncodedSource; readonly scope: Scope } | undefined;

  constructor(model: Whisper) {
    this.#model = model;
  }

  /** The states of features [windows, bins, frames]; they stay this object's. */
  of(features: Tensor): EncodedSource {
    if (features.rank !== 3) {
      throw new ShapeError(`features must be [windows, bins, frames], got ${showShape(features.shape)}`);
    }
    if (this.#kept?.features === features) return this.#kept.encoded;
    this.dispose();
    const scope = Scope.detached();
    const encoded = scope.run(() => tidy(() => this.#model.encode(to(features, this.backend))));
    this.#kept = { features, encoded, scope };
    return encoded;
  }

  /** Where the model's weights are. */
  get backend(): Backend {
    return this.#model.projOut.weight.value.backend;
  }

  /** Frees what is kept. */
  dispose(): void {
    this.#kept?.scope.dispose();
    this.#kept = undefined;
  }
}
