import { ValueError } from '@heed/core';
import { type FileContent, fromPretrained } from '@heed/transformer';
import { transfer } from 'comlink';
import type { HeadMaps } from '../maps/head-maps.ts';
import { type AllHeadsOptions, allHeadsPage } from './all-heads-page.ts';
import { loadStories, loadTranslator, type OnShare, type Translator } from './checkpoints.ts';
import { describeModel, type ModelDescription } from './describe-model.ts';
import { Engine, type EngineCounts, type EngineReport } from './engine.ts';
import { Job } from './job.ts';
import { languageModelOf } from './language-model.ts';
import { Loaded } from './loaded.ts';
import type { Tell } from './news.ts';
import type { BothVerdicts, KeptFile, SentimentDesk, TuneChoice, TuneEnd, TuneNews } from './sentiment.ts';
import { type TrainLook, type TrainOptions, TrainRun, type TrainState } from './train.ts';
import { type TranslatedSentence, translateText } from './translate.ts';
import { type ModelShape, TextWriter, type WriteOptions, type Writer, type WrittenToken } from './write.ts';

/** The two models that write: the one that comes along, and the one that a visitor brought. */
export type WriterName = 'stories' | 'own';

/** A weight type of {@link Playground.loadOwn}. */
export type OwnType = 'float32' | 'stored';

const lookEvery = 10;

/** All that the page asks of its worker. One piece of work runs at a time; a new one cancels the one before. */
export class Playground {
  readonly #job = new Job();
  readonly #engine = new Loaded<Engine>();
  readonly #translator = new Loaded<Translator>();
  readonly #stories = new Loaded<TextWriter>();
  #own: TextWriter | undefined;
  #training: TrainRun | undefined;
  readonly #sentiment = new Loaded<SentimentDesk>();

  /** Starts the engine. */
  async start(): Promise<EngineReport> {
    return (await this.#started()).report;
  }

  /** What is alive. */
  async counts(): Promise<EngineCounts> {
    return (await this.#started()).counts;
  }

  /** Ends what runs. */
  cancel(): void {
    this.#job.cancel();
  }

  /** Loads the translator, once. */
  async loadTranslator(onShare: OnShare): Promise<void> {
    await this.#started();
    await this.#translator.load(() => loadTranslator(onShare));
  }

  /** @returns false if it was cancelled. */
  async translate(
    text: string,
    beams: number,
    onSentence: Tell<[sentence: TranslatedSentence]>,
  ): Promise<boolean> {
    const translator = await this.#translator.value;
    if (translator === undefined) throw new ValueError('the translator is not loaded');
    return await this.#job.run((signal) => translateText(translator, text, { beams, signal, onSentence }));
  }

  /** Loads the model that tells stories, once. */
  async loadStories(onShare: OnShare): Promise<ModelShape> {
    await this.#started();
    const writer = await this.#stories.load(async () => new TextWriter(await loadStories(onShare)));
    return await writer.shape();
  }

  /** Loads a model of files that a visitor chose; the one before is let go. */
  async loadOwn(
    files: Readonly<Record<string, FileContent>>,
    dtype: OwnType,
    onShare: OnShare,
  ): Promise<ModelDescription> {
    await this.#started();
    await this.dropOwn();
    const pretrained = await fromPretrained(files, {
      dtype,
      onProgress: ({ loaded, total }) => onShare(loaded / total),
    });
    const model = languageModelOf(pretrained);
    if (model === undefined) {
      const description = describeModel(pretrained, undefined);
      pretrained.model.dispose();
      return description;
    }
    const writer = new TextWriter(model);
    this.#own = writer;
    return describeModel(pretrained, await writer.shape());
  }

  /** Lets go of the model that a visitor brought. */
  async dropOwn(): Promise<void> {
    await this.#job.run(async () => this.#own?.dispose());
    this.#own = undefined;
  }

  /** @returns false if it was cancelled. */
  async write(
    name: WriterName,
    prompt: string,
    options: WriteOptions,
    onToken: Tell<[writer: Writer, token: WrittenToken]>,
  ): Promise<boolean> {
    const writer = await this.#writer(name);
    return await this.#job.run((signal) => writer.write(prompt, options, signal, onToken));
  }

  /** The tokens of a text, as the writer reads it. */
  async encode(name: WriterName, text: string): Promise<number[]> {
    return (await this.#writer(name)).encode(text);
  }

  /** What the heads of a writer look at. */
  async look(
    name: WriterName,
    ids: readonly number[],
    off: readonly (readonly number[])[],
  ): Promise<HeadMaps> {
    return handOver(await (await this.#writer(name)).look(ids, off));
  }

  /** Begins a training anew; the one before is let go. */
  async resetTraining(options: TrainOptions): Promise<TrainLook> {
    await this.#started();
    await this.#job.run(async () => this.#training?.dispose());
    this.#training = new TrainRun(options);
    return await this.#training.look();
  }

  /**
   * Goes on with the training until it is cancelled or at `until` steps.
   *
   * @param onStep Hears every step.
   * @param onLook Hears every tenth step how well the model does.
   */
  async train(
    until: number,
    onStep: Tell<[state: TrainState]>,
    onLook: Tell<[look: TrainLook]>,
  ): Promise<boolean> {
    const run = this.#training;
    if (run === undefined) throw new ValueError('there is no training to go on with');
    return await this.#job.run(async (signal) => {
      for (;;) {
        signal.throwIfAborted();
        const state = run.step();
        await onStep(state);
        if (state.step % lookEvery === 0 || state.step >= until) await onLook(await run.look());
        if (state.step >= until) return;
        await new Promise((resolve) => setTimeout(resolve));
      }
    });
  }

  /** Loads the classifier, once. @returns Lines to begin a fine-tuning with. */
  async loadSentiment(): Promise<string> {
    await this.#started();
    // Its code and the names of emoji are fetched when they are needed.
    const desk = await this.#sentiment.load(async () =>
      (await import('./sentiment.ts')).SentimentDesk.fetch(),
    );
    return desk.sample;
  }

  /** Verdicts on texts. */
  async classify(texts: readonly string[]): Promise<readonly BothVerdicts[]> {
    const desk = await this.#desk();
    let verdicts: readonly BothVerdicts[] = [];
    await this.#job.run(async () => {
      verdicts = await desk.classify(texts);
    });
    return verdicts;
  }

  /** Fine-tunes the classifier. @returns Nothing if it was stopped; asked for again it goes on. */
  async tune(choice: TuneChoice, onNews: Tell<[news: TuneNews]>): Promise<TuneEnd | undefined> {
    const desk = await this.#desk();
    let end: TuneEnd | undefined;
    await this.#job.run(async (signal) => {
      end = await desk.tune(choice, signal, onNews);
    });
    return end;
  }

  /** The files of the classifier that was trained here. */
  async tunedFiles(): Promise<readonly KeptFile[]> {
    return await (await this.#desk()).files();
  }

  /** A page with all heads. */
  async allHeadsPage(maps: HeadMaps, options: AllHeadsOptions): Promise<string> {
    return await allHeadsPage(maps, options);
  }

  #started(): Promise<Engine> {
    return this.#engine.load(() => Engine.start());
  }

  async #desk(): Promise<SentimentDesk> {
    const desk = await this.#sentiment.value;
    if (desk === undefined) throw new ValueError('the classifier is not loaded');
    return desk;
  }

  async #writer(name: WriterName): Promise<TextWriter> {
    const writer = name === 'own' ? this.#own : await this.#stories.value;
    if (writer === undefined) throw new ValueError(`the model '${name}' is not loaded`);
    return writer;
  }
}

/** Moves the numbers to the page instead of copying them. */
function handOver(maps: HeadMaps): HeadMaps {
  return transfer(maps, [maps.values.buffer]);
}
