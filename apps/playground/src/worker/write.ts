import { ablateHeads } from '@heed/attention';
import { collect, type Observer, observe, ValueError } from '@heed/core';
import {
  type CausalLanguageModel,
  padRows,
  type StreamTextOptions,
  streamText,
  type TextPart,
} from '@heed/transformer';
import { type HeadMaps, readMaps, weightPaths } from '../maps/head-maps.ts';
import type { LanguageModel } from './language-model.ts';
import type { Tell } from './news.ts';

/** A token as it was written, and what else could have stood in its place. */
export interface WrittenToken {
  readonly id: number;
  readonly text: string;
  readonly probability: number;
  readonly alternatives: readonly { readonly text: string; readonly probability: number }[];
}

/** How tokens are chosen, and which heads are switched off. */
export interface WriteOptions {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  readonly tokens: number;
  /** Heads that are switched off, by layer. */
  readonly off: readonly (readonly number[])[];
}

/** Whose token it is: of the model as it is, or of the one with heads switched off. */
export type Writer = 'whole' | 'patched';

/** How many of the likeliest tokens are told. */
const alternatives = 5;

/** So many of the last tokens are shown in maps: more could not be told apart. */
const mostShown = 96;

/** Layers and heads of a model, as its attention shows them. */
export interface ModelShape {
  readonly layers: number;
  readonly heads: number;
}

/** A language model that writes, and can be looked into. */
export class TextWriter {
  readonly #pretrained: LanguageModel;
  readonly #model: CausalLanguageModel;
  readonly #paths: readonly string[];
  #tail: Promise<unknown> = Promise.resolve();

  constructor(pretrained: LanguageModel) {
    this.#pretrained = pretrained;
    this.#model = pretrained.model;
    this.#paths = weightPaths(pretrained.model);
  }

  /**
   * Goes on from a prompt. Where heads are switched off, the model writes twice by turns, whole and patched, from the same
   * seed.
   */
  async write(
    prompt: string,
    options: WriteOptions,
    signal: AbortSignal,
    onToken: Tell<[writer: Writer, token: WrittenToken]>,
  ): Promise<void> {
    const patch = this.#patch(options.off);
    const isPatched = Object.keys(patch).length > 0;
    const open = new Map<Writer, AsyncGenerator<TextPart>>();
    for (const writer of isPatched ? (['whole', 'patched'] as const) : (['whole'] as const)) {
      open.set(writer, this.#stream(prompt, options, signal));
    }
    try {
      while (open.size > 0) {
        for (const [writer, parts] of open) {
          // Observed for one token alone, so that the other writer is not.
          const { value, done } = await this.#alone(() => {
            return writer === 'patched' ? observe(this.#model, patch, () => parts.next()) : parts.next();
          });
          const token = value === undefined ? undefined : tokenOf(value);
          if (token !== undefined) await onToken(writer, token);
          if (done === true) open.delete(writer);
        }
      }
    } finally {
      for (const parts of open.values()) await parts.return(undefined);
    }
    signal.throwIfAborted();
  }

  /** The ids of a text, as `write` begins with them. */
  encode(text: string): number[] {
    return this.#pretrained.tokenizer.encode(text);
  }

  /** The words of ids, one for each. */
  labels(ids: readonly number[]): string[] {
    const { tokenizer } = this.#pretrained;
    return ids.map((id) => tokenizer.decode([id], { skipSpecialTokens: false }).trim() || '␣');
  }

  /** What each head looks at in a text, heads switched off as in {@link write}: the last tokens alone. */
  look(ids: readonly number[], off: readonly (readonly number[])[] = []): Promise<HeadMaps> {
    return this.#alone(() => this.#look(ids, off));
  }

  /** Layers and heads; the shortest text is read once to see. */
  async shape(): Promise<ModelShape> {
    const { layers, heads } = await this.look([0]);
    return { layers, heads };
  }

  dispose(): void {
    this.#model.dispose();
  }

  async #look(ids: readonly number[], off: readonly (readonly number[])[]): Promise<HeadMaps> {
    if (ids.length === 0) throw new ValueError('there is no token to look at');
    const labels = this.labels(ids);
    const tokens = padRows([ids], 0);
    using seen = observe(this.#model, this.#patch(off), () => {
      return collect(this.#model, this.#paths, () => this.#model.forward(tokens, { lastPositions: 1 }));
    });
    for (const tensor of [seen.result, tokens]) tensor.dispose();
    return await readMaps(seen, this.#paths, { rows: labels, columns: labels }, mostShown);
  }

  /** One after the other: a page can observe one call of a model at a time. */
  #alone<Result>(fn: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(fn);
    this.#tail = result.catch(() => {});
    return result;
  }

  #patch(off: readonly (readonly number[])[]): Record<string, Observer> {
    const rules = this.#paths.flatMap((path, layer): [string, Observer][] => {
      const heads = off[layer] ?? [];
      return heads.length === 0 ? [] : [[path.replace(/weights$/, 'context'), ablateHeads(heads)]];
    });
    return Object.fromEntries(rules);
  }

  #stream(
    prompt: string,
    { temperature, topP, seed, tokens }: WriteOptions,
    signal: AbortSignal,
  ): AsyncGenerator<TextPart> {
    const chosen: StreamTextOptions = temperature === 0 ? {} : { temperature, topP, topK: 0, seed };
    const options = { ...chosen, maximumNewTokens: tokens, logProbabilities: alternatives, signal };
    return streamText(this.#pretrained, prompt, options);
  }
}

function tokenOf({ id, text, report }: TextPart): WrittenToken | undefined {
  if (id === undefined || report === undefined) return undefined;
  return {
    id,
    text,
    probability: Math.exp(report.logProbability),
    alternatives: report.alternatives.map((one) => ({
      text: one.text,
      probability: Math.exp(one.logProbability),
    })),
  };
}
