import { AdamW, collect, mean, RandomGenerator, tidy } from '@heed/core';
import { baseConfig, EncoderDecoder, padRows } from '@heed/transformer';
import { type Objective, type SequencePair, sequenceToSequence, trainStep } from '@heed/transformer/training';
import { type Heat, inRows } from './heat.ts';

const length = 5;
const [padId, startId, endId] = [baseConfig.padId, baseConfig.startId, baseConfig.endId];
const letters = 'abcdefghij';
const firstLetter = 3;
const sizes = {
  vocabularySize: firstLetter + letters.length,
  width: 32,
  heads: 4,
  feedForwardWidth: 64,
  encoderLayers: 1,
  decoderLayers: 1,
};

/** A state of the training that the figure shows. */
export interface ReverseState {
  readonly step: number;
  /** Mean loss of the step, in nats per token. */
  readonly loss: number;
  /** Cross-attention of the decoder, a mean over its heads: what is written against what is read. */
  readonly map: Heat;
}

/** Trains a Transformer, step by step, to write a word backwards. */
export class ReverseTask {
  readonly #random: RandomGenerator;
  readonly #model: EncoderDecoder;
  readonly #objective: Objective<SequencePair>;
  readonly #optimizer: AdamW;
  #step = 0;

  constructor(seed: number) {
    this.#random = new RandomGenerator(seed);
    this.#model = new EncoderDecoder({ ...baseConfig, ...sizes, normFirst: true, dropout: 0 }).initialize(
      this.#random,
    );
    this.#objective = sequenceToSequence(this.#model);
    this.#optimizer = new AdamW(this.#model, { rate: 0.005 });
  }

  /** One update on 32 random words. */
  train(word: string): ReverseState {
    const batch = Array.from({ length: 32 }, () => {
      const ids = Array.from({ length }, () => firstLetter + this.#random.nextInteger(letters.length));
      return { source: [...ids, endId], target: [...ids.toReversed(), endId] };
    });
    const report = trainStep(this.#objective, this.#optimizer, [batch], { clipNorm: 1 });
    this.#step += 1;
    return { step: this.#step, loss: report.loss, map: this.look(word) };
  }

  /** What the decoder reads while it writes a word backwards, the right letters given. */
  look(word: string): Heat {
    const ids = Array.from(word, (letter) => firstLetter + Math.max(0, letters.indexOf(letter)));
    return tidy(() => {
      const source = padRows([[...ids, endId]], padId);
      const target = padRows([[startId, ...ids.toReversed()]], padId);
      const path = 'decoder.layers.0.crossAttention.weights';
      const maps = collect(this.#model, [path], () => this.#model.forward(source, target));
      const weights = mean(maps.at(path), { axis: [0, 1] });
      const values = inRows(weights.dataSync(), ids.length + 1);
      maps.dispose();
      return { rows: [...Array.from(word).toReversed(), 'end'], columns: [...word, 'end'], values };
    });
  }

  /** Frees model and optimizer. */
  dispose(): void {
    this.#optimizer.dispose();
    this.#model.dispose();
  }
}
