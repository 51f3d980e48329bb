import { checkOptions, checkWhole, IndexError } from '@heed/core';
import type { CausalLanguageModel } from '../../models/causal-language-model.ts';
import { type Answer, Answers } from '../answers.ts';
import { CausalSession, checkPrompt } from '../causal-session.ts';
import { checkCausal } from '../check-model.ts';
import { type ChoosingOptions, choosingOptionNames, readRules } from '../choosing-rules.ts';
import { nextTurn } from '../next-turn.ts';
import { limitWithin } from '../stopping.ts';
import { type GeneratedToken, TextUnderWay } from '../text-under-way.ts';
import { TokenChannel } from './token-channel.ts';

/** Options of {@link GenerationQueue}. */
export interface GenerationQueueOptions {
  /** Texts under way at once; further ones wait for their turn. 8 by default. */
  readonly texts?: number;
}

/** Options of a text in a queue. */
export interface QueuedOptions extends ChoosingOptions {
  /** Ends the text before its next token. */
  readonly signal?: AbortSignal;
}

/** A caller's text: in the queue, then under way. */
interface Job {
  readonly prompt: readonly number[];
  readonly text: TextUnderWay;
  readonly channel: TokenChannel;
  /** True when nobody wants more of it. */
  readonly isLeft: () => boolean;
}

/**
 * Continuous batching (Yu et al. 2022, Orca): many callers share one model. Each step makes one token for every text
 * under way; a text that ends leaves at once, and one that waits takes its place. Each is what it would be alone, with
 * options of its own.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { GenerationQueue, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const queue = new GenerationQueue(new Llama(config).initialize(new RandomGenerator(0)), { texts: 4 });
 * const callers = [[3, 1, 4], [1, 5], [9]].map(async (prompt) => {
 *   const ids: number[] = [];
 *   for await (const { id } of queue.generate(prompt, { maximumNewTokens: 5 })) ids.push(id);
 *   return ids;
 * });
 * console.log(await Promise.all(callers));
 * ```
 */
export class GenerationQueue {
  readonly model: CausalLanguageModel;
  readonly #most: number;
  readonly #waiting: Job[] = [];
  readonly #answers = new Answers();
  #active: readonly Job[] = [];
  #session: CausalSession | undefined;
  #isRunning = false;

  constructor(model: CausalLanguageModel, options: GenerationQueueOptions = {}) {
    checkOptions('GenerationQueue', options, ['texts']);
    checkCausal('GenerationQueue', model);
    this.model = model;
    const texts = checkWhole('texts', options.texts ?? 8, 1);
    // A model that reads long texts otherwise reads all texts of a batch alike.
    this.#most = model.config.steadyLength === undefined ? texts : 1;
  }

  /** Texts that wait for their turn. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Texts under way. */
  get active(): number {
    return this.#active.length;
  }

  /**
   * Goes on from a prompt, with the options of `generate` but for those that take a model for one text alone. Who stops
   * reading gives up the place.
   *
   * @throws {OptionError} for unknown options or values out of range, and {IndexError} for ids outside the vocabulary
   * or a prompt that leaves no position free, at once; {ValueError}, when read, for a text to which no token is allowed.
   */
  generate(
    prompt: readonly number[],
    options: QueuedOptions = {},
  ): AsyncGenerator<GeneratedToken, void, undefined> {
    checkOptions('GenerationQueue.generate', options, [...choosingOptionNames, 'signal']);
    const rules = readRules(options);
    const { vocabularySize, maximumLength } = this.model.config;
    const limit = limitWithin(rules.limit, checkPrompt(prompt, 0, maximumLength));
    const outside = prompt.find((id) => !(Number.isInteger(id) && id >= 0 && id < vocabularySize));
    if (outside !== undefined) {
      throw new IndexError(`id ${outside} is not in the vocabulary of ${vocabularySize} tokens`);
    }
    return this.#generate([...prompt], new TextUnderWay(0, prompt, limit, rules), options.signal);
  }

  async *#generate(
    prompt: readonly number[],
    text: TextUnderWay,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<GeneratedToken, void, undefined> {
    if (text.room === 0) return;
    const channel = new TokenChannel();
    let isLeft = false;
    this.#waiting.push({ prompt, text, channel, isLeft: () => isLeft || signal?.aborted === true });
    if (!this.#isRunning) void this.#run();
    try {
      yield* channel.read();
    } finally {
      isLeft = true;
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#waiting.length + this.#active.length > 0) {
        await this.#step();
        this.#leave();
        await this.#enter();
        // Between two steps others get their turn: readers, newcomers, signals.
        await nextTurn();
      }
    } catch (error) {
      // What is wrong with the model is wrong for all.
      for (const { channel } of [...this.#active, ...this.#waiting.splice(0)]) channel.close(error);
      this.#active = [];
    } finally {
      this.#session?.dispose();
      this.#session = undefined;
      this.#isRunning = false;
    }
  }

  /** One more token for every text under way. */
  async #step(): Promise<void> {
    if (this.#session === undefined) return;
    await this.#answer(
      this.#session,
      this.#active,
      this.#active.map(({ text }) => text.ids.slice(-1)),
    );
  }

  /** Reads the next ids of each text, and adds the token that follows them. */
  async #answer(
    session: CausalSession,
    jobs: readonly Job[],
    ids: readonly (readonly number[])[],
  ): Promise<void> {
    const texts = jobs.map(({ text }) => text);
    const answers = await this.#answers.read(session, texts, ids);
    for (const [row, job] of jobs.entries()) for (const add of answers[row] ?? []) addToken(job, add);
  }

  /** Lets go of the texts that are over, or that nobody wants any more. */
  #leave(): void {
    const goes = this.#active.flatMap((job, row) => (isDone(job) ? [] : [row]));
    if (goes.length < this.#active.length) {
      for (const { channel } of this.#active.filter(isDone)) channel.close();
      this.#active = this.#active.filter((job) => !isDone(job));
      if (goes.length > 0) this.#session?.select(goes);
      else {
        this.#session?.dispose();
        this.#session = undefined;
      }
    }
  }

  /** Reads the prompts of those whose turn it is, and lets them join. */
  async #enter(): Promise<void> {
    const left = this.#waiting.filter((job) => job.isLeft());
    for (const job of left) job.channel.close();
    const wanted = this.#waiting.splice(0).filter((job) => !left.includes(job));
    const jobs = wanted.splice(0, this.#most - this.#active.length);
    this.#waiting.push(...wanted);
    if (jobs.length === 0) return;
    this.#active = [...this.#active, ...jobs];
    const session = await this.#read(jobs);
    if (this.#session === undefined) this.#session = session;
    else this.#session.join(session);
    this.#leave();
  }

  /** Reads prompts, and makes the first token of each. */
  async #read(jobs: readonly Job[]): Promise<CausalSession> {
    const session = new CausalSession(
      this.model,
      jobs.map(({ prompt }) => prompt),
    );
    try {
      await this.#answer(session, jobs, session.prompts);
      return session;
    } catch (error) {
      session.dispose();
      throw error;
    }
  }
}

/** Adds a token to a text; what goes wrong is the text's own. */
function addToken({ text, channel }: Job, add: Answer): void {
  try {
    channel.push(add(text));
  } catch (error) {
    channel.close(error);
    text.isOver = true;
  }
}

function isDone({ text, isLeft }: Job): boolean {
  return text.isOver || isLeft();
}
