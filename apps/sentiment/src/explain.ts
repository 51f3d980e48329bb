import { attentionRollout, gradientTimesInput } from '@heed/attention';
import { collect, mean, observe, reshape, slice, sum, type Tensor, tensor, tidy } from '@heed/core';
import { forwardRows } from '@heed/transformer/training';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { classify, probabilitiesOf } from './classifier.ts';
import { spellEmoji } from './spell-emoji.ts';
import { tasks } from './task.ts';
import { windowsOf } from './windows.ts';

/** The ways to ask which words carried a decision. */
export const methods = ['gradient × input', 'attention rollout', 'occlusion'] as const;

/** One of the ways. */
export type Method = (typeof methods)[number];

/** How much each word of a text counted. */
export interface Explanation {
  /** What is explained: the class of polarity that the text was given. */
  readonly label: string;
  readonly probability: number;
  /** Windows that the text is read by; the first alone is explained. */
  readonly windows: number;
  /** The words as they stand in the text; of an emoji those of its name. */
  readonly words: readonly string[];
  /** By method a number for each word; gradient and occlusion say for (above 0) or against. */
  readonly scores: Readonly<Record<Method, readonly number[]>>;
  /**
   * How far the probability falls when the fifth of the words that a method names first is masked, less what masking as
   * many other words does on the average (comprehensiveness, DeYoung et al. 2020, against chance).
   */
  readonly faithfulness: Readonly<Record<Method, number>>;
}

/** A text as the model reads it, and which tokens make each word. */
interface Reading {
  readonly ids: readonly number[];
  readonly words: readonly { readonly text: string; readonly places: readonly number[] }[];
  readonly windows: number;
}

/** Explains the polarity of a text; of a long one, of its first window. */
export async function explain(checkpoint: SentimentCheckpoint, text: string): Promise<Explanation> {
  const { model, tokenizer, temperatures } = checkpoint;
  const reading = readWords(checkpoint, spellEmoji(text));
  const [verdict] = await classify(checkpoint, [text]);
  const likes = verdict?.probabilities.polarity[1] ?? 0.5;
  const label = likes >= 0.5 ? 1 : 0;
  const maskId = tokenizer.tokenToId('[MASK]') ?? 0;
  const probabilityOf = (texts: readonly (readonly number[])[]): number[] =>
    probabilitiesOf(model, texts, temperatures).map(({ polarity }) => polarity[label] ?? 0);
  const without = (places: readonly number[]): number[] =>
    reading.ids.map((id, place) => (places.includes(place) ? maskId : id));
  const [whole = 0, ...occluded] = probabilityOf([
    reading.ids,
    ...reading.words.map(({ places }) => without(places)),
  ]);
  const perWord = (perToken: readonly number[]): number[] =>
    reading.words.map(({ places }) => places.reduce((total, place) => total + (perToken[place] ?? 0), 0));
  const scores: Record<Method, readonly number[]> = {
    'gradient × input': perWord(gradients(checkpoint, reading.ids, label)),
    'attention rollout': perWord(rollout(checkpoint, reading.ids)),
    occlusion: occluded.map((probability) => whole - probability),
  };
  const count = Math.max(1, Math.round(reading.words.length / 5));
  const dropOf = (chosen: readonly number[]): readonly number[] =>
    without(chosen.flatMap((word) => reading.words[word]?.places ?? []));
  const chance = evenSubsets(reading.words.length, count).map(dropOf);
  const falls = probabilityOf([
    ...methods.map((method) => dropOf(highest(scores[method], count))),
    ...chance,
  ]).map((probability) => whole - probability);
  const byChance = falls.slice(methods.length).reduce((a, b) => a + b, 0) / Math.max(chance.length, 1);
  const faithfulness = (method: Method): number => (falls[methods.indexOf(method)] ?? 0) - byChance;
  return {
    label: tasks.polarity[label] ?? '',
    probability: whole,
    windows: reading.windows,
    words: reading.words.map((word) => word.text),
    scores,
    faithfulness: {
      'gradient × input': faithfulness('gradient × input'),
      'attention rollout': faithfulness('attention rollout'),
      occlusion: faithfulness('occlusion'),
    },
  };
}

function readWords({ tokenizer }: SentimentCheckpoint, text: string): Reading {
  const { ids: all, offsets, pieceIds } = tokenizer.encodeText(text);
  const windows = windowsOf(all);
  const [ids = []] = windows;
  const byWord = Map.groupBy(ids.slice(0, -1).keys(), (place) => pieceIds[place] ?? -1);
  byWord.delete(-1);
  const words = Array.from(byWord.values(), (places) => {
    const [start = 0] = offsets[places[0] ?? 0] ?? [];
    const [, end = 0] = offsets[places.at(-1) ?? 0] ?? [];
    return { text: text.slice(start, end), places };
  });
  return { ids, words, windows: windows.length };
}

/** `x · ∇ logit` of each token, at the embeddings. */
function gradients({ model }: SentimentCheckpoint, ids: readonly number[], label: number): number[] {
  const read = (): Tensor => model.classify(forwardRows(model, [ids]), 'polarity');
  return tidy(() => {
    const logit = (embedded: Tensor): Tensor => {
      const logits = observe(model, { 'bert.embeddings': () => embedded }, read);
      return sum(slice(logits, { axis: 1, start: label, end: label + 1 }));
    };
    const input = model.bert.embeddings.forward(tensor([[...ids]], { dtype: 'int32' }));
    return Array.from(sum(gradientTimesInput(logit, input), { axis: 2 }).dataSync());
  });
}

/** How much of each token is in the mean of the last states, by attention alone. */
function rollout({ model }: SentimentCheckpoint, ids: readonly number[]): number[] {
  return tidy(() => {
    using kept = collect(model, ['bert.encoder.layer.*.attention.self.weights'], () =>
      forwardRows(model, [ids]),
    );
    const flow = attentionRollout([...kept.values()].flat());
    return Array.from(reshape(mean(flow, { axis: 1 }), [ids.length]).dataSync());
  });
}

/** The places of the highest scores. */
function highest(scores: readonly number[], count: number): number[] {
  return [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).slice(0, count);
}

/** Subsets of `count` places in which each place stands equally often. */
function evenSubsets(length: number, count: number): number[][] {
  return Array.from({ length }, (_, start) =>
    Array.from({ length: count }, (_, step) => (start + Math.floor((step * length) / count)) % length),
  );
}
