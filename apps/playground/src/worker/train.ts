import { AdamW, argmax, collect, RandomGenerator, tidy } from '@heed/core';
import { baseConfig, EncoderDecoder, padRows } from '@heed/transformer';
import { type Objective, type SequencePair, sequenceToSequence, trainStep } from '@heed/transformer/training';
import { type HeadMaps, readMaps, weightPaths } from '../maps/head-maps.ts';
import { type LetterTask, type LetterTaskName, letterTasks, type Question } from './letter-tasks.ts';

/** What one is free to choose of a training. */
export interface TrainOptions {
  readonly task: LetterTaskName;
  readonly heads: number;
  readonly rate: number;
  readonly seed: number;
}

/** How far a training is. */
export interface TrainState {
  readonly step: number;
  /** Of the step, in nats per token. */
  readonly loss: number;
}

/** How well the model does on questions that it has not seen. */
export interface TrainLook {
  /** Share of the answers that are right to the last token. */
  readonly accuracy: number;
  readonly question: Question;
  /** What the model answers, the right letters before each being given. */
  readonly answer: string;
  /** Cross-attention while the right answer is written. */
  readonly maps: HeadMaps;
}

const { padId, startId, endId } = baseConfig;
const firstLetter = 3;
const batchSize = 32;
const heldOut = 64;

/** A small encoder–decoder that learns a task on letters. */
export class TrainRun {
  readonly #task: LetterTask;
  readonly #random: RandomGenerator;
  readonly #model: EncoderDecoder;
  readonly #objective: Objective<SequencePair>;
  readonly #optimizer: AdamW;
  readonly #questions: readonly Question[];
  /** What is asked in the end is never learnt from. */
  readonly #heldOut = new Set<string>();
  #step = 0;

  constructor({ task, heads, rate, seed }: TrainOptions) {
    this.#task = letterTasks[task];
    this.#random = new RandomGenerator(seed);
    this.#questions = this.#draw(heldOut);
    for (const { source } of this.#questions) this.#heldOut.add(source);
    const sizes = {
      vocabularySize: firstLetter + this.#task.alphabet.length,
      width: 32,
      feedForwardWidth: 64,
    };
    this.#model = new EncoderDecoder({
      ...{ ...baseConfig, ...sizes, heads },
      ...{ encoderLayers: 1, decoderLayers: 1, normFirst: true, dropout: 0 },
    }).initialize(this.#random);
    this.#objective = sequenceToSequence(this.#model);
    this.#optimizer = new AdamW(this.#model, { rate });
  }

  /** One update on new questions. */
  step(): TrainState {
    const batch = this.#draw(batchSize).map(({ source, target }) => {
      return { source: [...this.#ids(source), endId], target: [...this.#ids(target), endId] };
    });
    const { loss } = trainStep(this.#objective, this.#optimizer, [batch], { clipNorm: 1 });
    this.#step += 1;
    return { step: this.#step, loss };
  }

  /** Asks the questions that were held back, and looks at the heads for the first of them. */
  async look(): Promise<TrainLook> {
    const [question = { source: '', target: '' }] = this.#questions;
    const answers = tidy(() => {
      const chosen = argmax(this.#forward(this.#questions), { axis: -1 });
      const [, length = 0] = chosen.shape;
      const ids = [...chosen.dataSync()];
      return this.#questions.map((_, at) => this.#text(ids.slice(at * length, (at + 1) * length)));
    });
    const right = answers.filter((answer, at) => answer === `${this.#questions[at]?.target}⏎`);
    const paths = weightPaths(this.#model, /crossAttention$/);
    using seen = collect(this.#model, paths, () => tidy(() => this.#forward([question])));
    seen.result.dispose();
    const labels = { rows: [...question.target, 'end'], columns: [...question.source, 'end'] };
    return {
      accuracy: right.length / answers.length,
      question,
      answer: (answers[0] ?? '').replace('⏎', ''),
      maps: await readMaps(seen, paths, labels),
    };
  }

  /** Frees model and optimizer. */
  dispose(): void {
    this.#optimizer.dispose();
    this.#model.dispose();
  }

  #draw(count: number): Question[] {
    return Array.from({ length: count }, () => {
      let question = this.#task.draw(this.#random);
      while (this.#heldOut.has(question.source)) question = this.#task.draw(this.#random);
      return question;
    });
  }

  #forward(questions: readonly Question[]): ReturnType<EncoderDecoder['forward']> {
    const sources = questions.map(({ source }) => [...this.#ids(source), endId]);
    const targets = questions.map(({ target }) => [startId, ...this.#ids(target)]);
    return this.#model.forward(padRows(sources, padId), padRows(targets, padId));
  }

  #ids(text: string): number[] {
    return Array.from(text, (letter) => firstLetter + this.#task.alphabet.indexOf(letter));
  }

  #text(ids: readonly number[]): string {
    return ids.map((id) => (id === endId ? '⏎' : (this.#task.alphabet[id - firstLetter] ?? '·'))).join('');
  }
}
