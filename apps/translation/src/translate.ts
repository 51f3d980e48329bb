import { collect, type Tensor } from '@heed/core';
import { generateSequences, padRows, type TargetCache } from '@heed/transformer';
import type { SequenceTranslator } from './checkpoint.ts';

/** Options of {@link translate}. */
export interface TranslateOptions {
  /** Hypotheses kept per sentence; 4 by default, as published. */
  readonly beams?: number;
  readonly signal?: AbortSignal;
}

/**
 * Most bytes (UTF-8) fed at once; longer input is cut, so that length is no limit: a byte-level tokenizer makes no more
 * tokens than there are bytes.
 */
const longestPiece = 200;
const utf8 = new TextEncoder();

/**
 * Cuts a text into pieces that the model can take: at line ends and sentence ends, and where a sentence is longer
 * than the model was trained for, between words. What looks the same is the same (NFC), as the tokenizer reads it.
 */
export function splitText(text: string): string[] {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return text
    .normalize('NFC')
    .split(/\r?\n/)
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => splitWords(sentence));
}

function splitWords(sentence: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of sentence.split(/\s+/).flatMap((long) => cutWord(long))) {
    if (piece !== '' && !fits(`${piece} ${word}`)) {
      pieces.push(piece);
      piece = '';
    }
    piece = piece === '' ? word : `${piece} ${word}`;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** A word, or its parts where it does not fit, as in scripts without spaces. */
function cutWord(word: string): readonly string[] {
  if (fits(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (!fits(part + letter)) {
      parts.push(part);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
}

function fits(text: string): boolean {
  return utf8.encode(text).length <= longestPiece;
}

/** Translates texts, in batches; an empty text gives an empty translation. */
export async function translate<Encoded, Cache extends TargetCache>(
  { model, tokenizer }: SequenceTranslator<Encoded, Cache>,
  texts: readonly string[],
  options: TranslateOptions = {},
): Promise<string[]> {
  const { beams = 4, signal } = options;
  const pieces = texts.flatMap((text, owner) =>
    splitText(text).map((piece) => ({ owner, ids: tokenizer.encode(piece) })),
  );
  const order = pieces.map((_, index) => index).sort((a, b) => length(pieces[a]) - length(pieces[b]));
  const results = new Array<string>(pieces.length).fill('');
  for (let start = 0; start < order.length; start += 32) {
    const batch = order.slice(start, start + 32);
    const sources = batch.map((index) => pieces[index]?.ids ?? []);
    const best = await generateSequences(model, sources, {
      beams,
      ...(signal === undefined ? {} : { signal }),
    });
    for (const [at, index] of batch.entries()) results[index] = tokenizer.decode(best[at]?.ids ?? []);
  }
  return texts.map((_, owner) =>
    results.filter((_result, index) => pieces[index]?.owner === owner).join(' '),
  );
}

function length(piece: { readonly ids: readonly number[] } | undefined): number {
  return piece?.ids.length ?? 0;
}

/** A translation with the cross-attention that made it. */
export interface ExplainedTranslation {
  readonly source: string;
  readonly translation: string;
  readonly sourceTokens: readonly string[];
  readonly targetTokens: readonly string[];
  /** For each target token, how much it looked at each source token: mean over the heads. */
  readonly weights: readonly (readonly number[])[];
}

/**
 * Translates one sentence and reads its alignment, averaged over the heads: the finished translation is run through the decoder once more with an observer.
 */
export async function explain<Encoded, Cache extends TargetCache>(
  { model, tokenizer, alignmentPath }: SequenceTranslator<Encoded, Cache>,
  text: string,
  options: TranslateOptions = {},
): Promise<ExplainedTranslation> {
  const { beams = 4, signal } = options;
  const ids = tokenizer.encode(text);
  const [best] = await generateSequences(model, [ids], {
    beams,
    ...(signal === undefined ? {} : { signal }),
  });
  const output = [...(best?.ids ?? [])];
  const { config } = model;
  const source = padRows([ids], config.padId);
  const target = padRows([[config.startId, ...output]], config.padId);
  using seen = collect(model, [alignmentPath], () => model.forward(source, target));
  for (const tensor of [seen.result, source, target]) tensor.dispose();
  const weights = await meanOverHeads(seen.at(alignmentPath));
  return {
    source: text,
    translation: tokenizer.decode(output),
    sourceTokens: ids.map((id) => tokenizer.idToToken(id)),
    targetTokens: [...output, config.endId].map((id) => tokenizer.idToToken(id)),
    weights,
  };
}

/** [1, heads, queries, keys] → rows of means. */
async function meanOverHeads(weights: Tensor): Promise<number[][]> {
  const [, heads = 0, queries = 0, keys = 0] = weights.shape;
  const data = await weights.data();
  return Array.from({ length: queries }, (_, query) =>
    Array.from({ length: keys }, (_key, key) => {
      let total = 0;
      for (let head = 0; head < heads; head++) total += data[(head * queries + query) * keys + key] ?? 0;
      return total / heads;
    }),
  );
}
