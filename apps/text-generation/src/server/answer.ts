import { randomUUID } from 'node:crypto';
import { type GenerationQueue, streamText } from '@heed/transformer';
import type { TextModel } from '../text-model.ts';
import type { Part, PlacedReport } from './formats.ts';
import type { Task } from './task.ts';

/** What the numbers of tokens are called. */
interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/**
 * A task at work. Answers that come whole are written together; those of a stream one after another, as the interface
 * sends them. Either way the model is shared with other tasks.
 */
export class Answer {
  readonly #task: Task;
  readonly #textModel: TextModel;
  readonly #queue: GenerationQueue;
  readonly #signal: AbortSignal;
  readonly #id: string;
  readonly #created: number = Math.floor(Date.now() / 1000);
  #tokens = 0;

  constructor(task: Task, textModel: TextModel, queue: GenerationQueue, signal: AbortSignal) {
    this.#task = task;
    this.#textModel = textModel;
    this.#queue = queue;
    this.#signal = signal;
    this.#id = `${task.format.prefix}-${randomUUID()}`;
  }

  /** The whole answer. */
  async whole(): Promise<object> {
    const { format } = this.#task;
    const choices = await Promise.all(
      this.#choices().map(async (choice, index) => {
        const parts = await Array.fromAsync(choice);
        return format.whole({
          index,
          text: parts.map(({ text }) => text).join(''),
          reports: parts[0]?.reports && parts.flatMap(({ reports = [] }) => reports),
          finishReason: parts.at(-1)?.finishReason,
        });
      }),
    );
    return { ...this.#head(format.object), choices, usage: this.#usage() };
  }

  /** The answer in chunks. */
  async *chunks(): AsyncGenerator<object, void, undefined> {
    const { format, includeUsage } = this.#task;
    const head = this.#head(format.chunkObject);
    for (const [index, choice] of this.#choices().entries()) {
      const first = format.first(index);
      if (first !== undefined) yield { ...head, choices: [first] };
      for await (const part of choice) {
        const isEmpty = part.text === '' && !part.reports?.length && part.finishReason === undefined;
        if (!isEmpty) yield { ...head, choices: [format.chunk(part)] };
      }
    }
    if (includeUsage) yield { ...head, choices: [], usage: this.#usage() };
  }

  #choices(): AsyncGenerator<Part, void, undefined>[] {
    const { prompts, count } = this.#task;
    return prompts.flatMap((prompt, row) =>
      Array.from({ length: count }, (_, place) => this.#choice(prompt, row, place)),
    );
  }

  /** One answer to one prompt; each draws under a seed of its own. */
  async *#choice(
    prompt: readonly number[],
    row: number,
    place: number,
  ): AsyncGenerator<Part, void, undefined> {
    const { options, count, echoes } = this.#task;
    const { seed, logProbabilities } = options;
    const index = row * count + place;
    const echo = echoes[row] ?? '';
    const isReporting = logProbabilities !== undefined;
    if (echo !== '')
      yield { index, text: echo, reports: isReporting ? [] : undefined, finishReason: undefined };
    let offset = echo.length;
    const writing = streamText(this.#textModel, prompt, {
      ...options,
      ...(seed !== undefined && { seed: seed + index }),
      queue: this.#queue,
      signal: this.#signal,
    });
    for await (const { id, text, report, finishReason } of writing) {
      if (id !== undefined) this.#tokens++;
      const placed: PlacedReport[] = report === undefined ? [] : [{ ...report, offset }];
      offset += report?.text.length ?? 0;
      yield { index, text, reports: isReporting ? placed : undefined, finishReason };
    }
  }

  #head(object: string): object {
    return { id: this.#id, object, created: this.#created, model: this.#textModel.name };
  }

  #usage(): Usage {
    const read = this.#task.prompts.reduce((sum, prompt) => sum + prompt.length, 0);
    const written = this.#tokens;
    return { prompt_tokens: read, completion_tokens: written, total_tokens: read + written };
  }
}
