import {
  checkpointFiles,
  classify,
  type MethodName,
  openCheckpoint,
  parseOwnLines,
  type SentimentCheckpoint,
  shareRight,
  splitLines,
  tune,
  tuneRates,
  type Verdict,
} from '@heed/app-sentiment/browser';
import { fetchBytes } from '@heed/core';
import type { AdapterFiles } from '@heed/transformer/training';
import type { Tell } from './news.ts';
import { runStore } from './run-store.ts';

/** What one is free to choose of a fine-tuning. */
export interface TuneChoice {
  /** One line for each text: `positive: this burger slaps`. */
  readonly lines: string;
  readonly method: MethodName;
  readonly steps: number;
  readonly seed: number;
}

/** What is told of a fine-tuning on its way. */
export type TuneNews =
  | { readonly kind: 'plan'; readonly peak: number; readonly heldOut: number; readonly before: number }
  | { readonly kind: 'start'; readonly step: number }
  | { readonly kind: 'step'; readonly step: number; readonly loss: number }
  | { readonly kind: 'look'; readonly step: number; readonly accuracy: number };

/** What became of it: the share of the lines held out that is right now. */
export interface TuneEnd {
  readonly after: number;
}

/** Verdicts of one text: by the model that comes along, and by the one that was trained here. */
export interface BothVerdicts {
  readonly text: string;
  readonly before: Verdict;
  readonly after: Verdict | undefined;
}

/** A file to keep. */
export interface KeptFile {
  readonly name: string;
  readonly blob: Blob;
}

const rank = 16;

const places = {
  config: new URL('../../../sentiment/checkpoint/config.json', import.meta.url),
  tokenizer: new URL('../../../sentiment/checkpoint/tokenizer.json', import.meta.url),
  weights: new URL('../../../sentiment/checkpoint/model.blocks.safetensors', import.meta.url),
  sample: new URL('../../../sentiment/samples/slang.txt', import.meta.url),
};

/** The classifier of `apps/sentiment`, and one that a visitor trains further. */
export class SentimentDesk {
  readonly #files: Parameters<typeof openCheckpoint>[0];
  readonly #builtIn: SentimentCheckpoint;
  /** Lines to begin with. */
  readonly sample: string;
  #tuned: SentimentCheckpoint | undefined;
  #adapter: AdapterFiles | undefined;

  private constructor(
    files: Parameters<typeof openCheckpoint>[0],
    builtIn: SentimentCheckpoint,
    sample: string,
  ) {
    this.#files = files;
    this.#builtIn = builtIn;
    this.sample = sample;
  }

  /** Fetches the checkpoint of `apps/sentiment`. */
  static async fetch(): Promise<SentimentDesk> {
    const [config, tokenizer, weights, sample] = await Promise.all([
      text(places.config),
      text(places.tokenizer),
      fetchBytes(places.weights.href),
      text(places.sample),
    ]);
    const files = { config: JSON.parse(config), tokenizer: JSON.parse(tokenizer), weights };
    return new SentimentDesk(files, await openCheckpoint(files), sample);
  }

  /** Judges texts. */
  async classify(texts: readonly string[]): Promise<BothVerdicts[]> {
    const before = await classify(this.#builtIn, texts);
    const after = this.#tuned && (await classify(this.#tuned, texts));
    return texts.flatMap((one, index) => {
      const verdict = before[index];
      return verdict === undefined ? [] : [{ text: one, before: verdict, after: after?.[index] }];
    });
  }

  /**
   * Trains a copy of the model on lines of a visitor. The run's state is in the page's private folder: stopped, or closed
   * with the tab, it goes on when the same is asked for again.
   *
   * @returns Nothing if it was stopped.
   */
  async tune(
    { lines, method, steps, seed }: TuneChoice,
    signal: AbortSignal,
    tell: Tell<[news: TuneNews]>,
  ): Promise<TuneEnd | undefined> {
    const rate = tuneRates[method];
    const own = parseOwnLines(lines);
    const { heldOut } = splitLines(own, seed);
    const before = await shareRight(this.#builtIn, heldOut);
    this.#drop();
    const checkpoint = await openCheckpoint(this.#files);
    try {
      const { reason, adapter } = await tune(checkpoint, own, {
        ...{ method: { name: method, rank }, steps, rate, seed, signal },
        store: await runStore('sentiment', { lines, method, steps, rate, seed }),
        onPlan: ({ peak }) => tell({ kind: 'plan', peak, before, heldOut: heldOut.length }),
        observers: [
          {
            onStart: ({ step }) => tell({ kind: 'start', step }),
            onStep: ({ step, loss }) => tell({ kind: 'step', step, loss }),
            onEvaluation: ({ step, measures }) =>
              tell({ kind: 'look', step, accuracy: measures['accuracy'] ?? 0 }),
          },
        ],
      });
      if (reason === 'interrupted') {
        checkpoint.model.dispose();
        return undefined;
      }
      this.#tuned = checkpoint;
      this.#adapter = adapter;
      return { after: await shareRight(checkpoint, heldOut) };
    } catch (error) {
      checkpoint.model.dispose();
      throw error;
    }
  }

  /** The files of what was trained: the corrections as Peft lays them out, if there are any, and the whole checkpoint. */
  async files(): Promise<readonly KeptFile[]> {
    if (this.#tuned === undefined) return [];
    const kept = [...(await checkpointFiles(this.#tuned, 'blocks'))].map(([name, bytes]) => {
      return { name, blob: new Blob([bytes]) };
    });
    if (this.#adapter === undefined) return kept;
    const { config, weights } = this.#adapter;
    return [
      { name: 'adapter_config.json', blob: new Blob([`${JSON.stringify(config, null, 2)}\n`]) },
      { name: 'adapter_model.safetensors', blob: new Blob([weights]) },
      ...kept,
    ];
  }

  #drop(): void {
    this.#tuned?.model.dispose();
    this.#tuned = undefined;
    this.#adapter = undefined;
  }
}

async function text(url: URL): Promise<string> {
  return new TextDecoder().decode(await fetchBytes(url.href));
}
