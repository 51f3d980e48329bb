import { splitText } from '@heed/app-translation/translate';
import { collect } from '@heed/core';
import { generateSequences, padRows } from '@heed/transformer';
import { type HeadMaps, readMaps, weightPaths } from '../maps/head-maps.ts';
import { wordMaps } from '../maps/word-maps.ts';
import type { Translator } from './checkpoints.ts';
import type { Tell } from './news.ts';

/** A sentence, its translation, and what each head of the decoder looked at. */
export interface TranslatedSentence {
  readonly source: string;
  readonly translation: string;
  /** Rows are the translation's words, columns the source's. */
  readonly maps: HeadMaps;
}

/** Options of {@link translateText}. */
export interface TranslateTextOptions {
  readonly beams: number;
  readonly signal: AbortSignal;
  /** Hears each sentence as it is done. */
  readonly onSentence: Tell<[sentence: TranslatedSentence]>;
}

/** Translates a text sentence by sentence. */
export async function translateText(
  translator: Translator,
  text: string,
  { beams, signal, onSentence }: TranslateTextOptions,
): Promise<void> {
  const { model, tokenizer } = translator;
  for (const source of splitText(text)) {
    const ids = tokenizer.encode(source);
    const [best] = await generateSequences(model, [ids], { beams, signal });
    const output = [...(best?.ids ?? [])];
    await onSentence({
      source,
      translation: tokenizer.decode(output),
      maps: await look(translator, ids, output),
    });
    // Lets a call to cancel be heard.
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
}

/** Runs the finished translation through the decoder once more and reads its cross-attention. */
async function look(
  { model, tokenizer }: Translator,
  ids: readonly number[],
  output: readonly number[],
): Promise<HeadMaps> {
  const { padId, startId, endId } = model.config;
  const paths = weightPaths(model, /crossAttention$/);
  const source = padRows([ids], padId);
  const target = padRows([[startId, ...output]], padId);
  using seen = collect(model, paths, () => model.forward(source, target));
  for (const tensor of [seen.result, source, target]) tensor.dispose();
  const tokens = (all: readonly number[]): string[] => all.map((id) => tokenizer.idToToken(id));
  return wordMaps(await readMaps(seen, paths, { rows: tokens([...output, endId]), columns: tokens(ids) }));
}
