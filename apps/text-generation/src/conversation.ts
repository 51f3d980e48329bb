import { IndexError } from '@heed/core';
import {
  type ChatMessage,
  chatIds,
  PromptCache,
  type StreamTextOptions,
  streamText,
  type TextPart,
} from '@heed/transformer';
import type { TextModel } from './text-model.ts';

/**
 * A conversation with a model, which remembers what was said: only what is new is read. When it grows beyond what the
 * model can hold, the oldest turns are forgotten. `dispose()` it.
 */
export class Conversation {
  readonly textModel: TextModel;
  readonly #system: readonly ChatMessage[];
  readonly #options: StreamTextOptions;
  readonly #cache: PromptCache;
  #turns: ChatMessage[] = [];

  /** @param system What the model is told before all; '' for nothing. */
  constructor(textModel: TextModel, system: string = '', options: StreamTextOptions = {}) {
    this.textModel = textModel;
    this.#system = system === '' ? [] : [{ role: 'system', content: system }];
    this.#options = options;
    this.#cache = new PromptCache(textModel.model);
  }

  /** What was said so far. */
  get turns(): readonly ChatMessage[] {
    return this.#turns;
  }

  /** Says something, and gives the answer as it is written; what came of an answer that is cut short is remembered. */
  async *say(content: string, signal: AbortSignal): AsyncGenerator<TextPart, void, undefined> {
    this.#turns.push({ role: 'user', content });
    let answer = '';
    try {
      const options = { ...this.#options, cache: this.#cache, signal };
      for await (const written of streamText(this.textModel, this.#prompt(), options)) {
        answer += written.text;
        yield written;
      }
    } finally {
      if (answer === '') this.#turns.pop();
      else this.#turns.push({ role: 'assistant', content: answer });
    }
  }

  /** Forgets what was said. */
  reset(): void {
    this.#turns = [];
  }

  /** Frees what the model remembers. */
  dispose(): void {
    this.#cache.dispose();
  }

  #prompt(): number[] {
    const { maximumLength } = this.textModel.model.config;
    // A quarter of the positions is for the answer, or less if less was asked for.
    const answer = Math.min(this.#options.maximumNewTokens ?? 20, Math.ceil(maximumLength / 4));
    for (;;) {
      const prompt = chatIds(this.textModel, [...this.#system, ...this.#turns]);
      if (prompt.length + answer <= maximumLength) return prompt;
      if (this.#turns.length < 3) {
        throw new IndexError(
          `what was said has ${prompt.length} tokens; the model holds ${maximumLength}, its answer included`,
        );
      }
      this.#turns.splice(0, 2);
    }
  }
}
