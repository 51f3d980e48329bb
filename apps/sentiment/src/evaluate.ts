import { tidy } from '@heed/core';
import { accuracy, expectedCalibrationError, f1Scores } from '@heed/transformer';
import { batched, forwardRows } from '@heed/transformer/training';
import type { SentimentCheckpoint } from './checkpoint.ts';
import { classify, rowsOf } from './classifier.ts';
import { type Corpus, dataFolder, readCorpus, type Split } from './data.ts';
import { spellEmoji } from './spell-emoji.ts';
import type { LabelledText } from './task.ts';

/** Logits of texts with their classes. */
export interface Judged {
  readonly logits: number[][];
  readonly labels: number[];
}

/** What the model makes of the first 128 tokens of each text of a corpus, by the head of its task. */
export async function judge(
  { model, tokenizer }: Pick<SentimentCheckpoint, 'model' | 'tokenizer'>,
  split: Split,
  corpus: Corpus,
  data: string = dataFolder,
): Promise<Judged> {
  const judged: Judged = { logits: [], labels: [] };
  const texts: (LabelledText & { readonly ids: readonly number[] })[] = [];
  for await (const text of readCorpus(corpus, split, data)) {
    texts.push({
      ...text,
      ids: tokenizer.encode(spellEmoji(text.text), { truncation: { maximumLength: 128 } }),
    });
  }
  for await (const batch of batched(texts, { length: ({ ids }) => ids.length, tokens: 2048 })) {
    const [first] = batch;
    if (first === undefined) continue;
    const ids = batch.map((text) => text.ids);
    judged.logits.push(...tidy(() => rowsOf(model.classify(forwardRows(model, ids), first.task))));
    judged.labels.push(...batch.map(({ label }) => label));
  }
  return judged;
}

/** Accuracy by corpus, and the mean of them. */
export async function measure(
  checkpoint: Pick<SentimentCheckpoint, 'model' | 'tokenizer'>,
  split: Split,
  corpora: readonly Corpus[],
  data: string = dataFolder,
): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const corpus of corpora) {
    const { logits, labels } = await judge(checkpoint, split, corpus, data);
    found[corpus] = accuracy(logits.map(likeliest), labels);
  }
  const values = Object.values(found);
  return { ...found, mean: values.reduce((a, b) => a + b, 0) / values.length };
}

/** The place of the largest number. */
function likeliest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

/** What `evaluate` says of a corpus. */
export interface CorpusScores {
  readonly texts: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly calibrationError: number;
}

/** Scores of the calibrated probabilities of a checkpoint; texts of film reviews are read whole, by windows. */
export async function evaluate(
  checkpoint: SentimentCheckpoint,
  split: Split,
  corpus: Corpus,
): Promise<CorpusScores> {
  const texts: LabelledText[] = [];
  for await (const text of readCorpus(corpus, split)) texts.push(text);
  const verdicts = await classify(
    checkpoint,
    texts.map(({ text }) => text),
  );
  const probabilities = verdicts.map(
    (verdict, index) => verdict.probabilities[texts[index]?.task ?? 'polarity'],
  );
  const [found, labels] = [probabilities.map(likeliest), texts.map(({ label }) => label)];
  return {
    texts: texts.length,
    accuracy: accuracy(found, labels),
    macroF1: f1Scores(found, labels).macro,
    calibrationError: expectedCalibrationError(
      probabilities.map((row) => Math.max(...row)),
      found.map((value, index) => value === labels[index]),
    ),
  };
}

/** How the joined verdict does where texts may be neutral: GoEmotions without `ambiguous`, and the polarity of sentences. */
export interface VerdictScores {
  /** Accuracy of negative, neutral, positive on GoEmotions. */
  readonly emotion: number;
  /** Share of the film sentences that are called neutral, none of which is. */
  readonly undecided: number;
  /** Accuracy on the others. */
  readonly decided: number;
}

/** Scores of {@link Verdict.sentiment}. */
export async function evaluateVerdicts(
  checkpoint: SentimentCheckpoint,
  split: Split,
): Promise<VerdictScores> {
  const names = ['negative', 'neutral', 'ambiguous', 'positive'];
  const collect = async (corpus: Corpus): Promise<{ said: string; wanted: string }[]> => {
    const texts: LabelledText[] = [];
    for await (const text of readCorpus(corpus, split)) {
      if (text.task === 'polarity' || names[text.label] !== 'ambiguous') texts.push(text);
    }
    const verdicts = await classify(
      checkpoint,
      texts.map(({ text }) => text),
    );
    return texts.map(({ task, label }, index) => ({
      said: verdicts[index]?.sentiment ?? '',
      wanted: task === 'polarity' ? (label === 1 ? 'positive' : 'negative') : (names[label] ?? ''),
    }));
  };
  const share = (pairs: readonly { said: string; wanted: string }[]): number =>
    pairs.filter(({ said, wanted }) => said === wanted).length / pairs.length;
  const [emotion, polarity] = [await collect('goemotions'), await collect('sentence-polarity')];
  const decided = polarity.filter(({ said }) => said !== 'neutral');
  return {
    emotion: share(emotion),
    undecided: 1 - decided.length / polarity.length,
    decided: share(decided),
  };
}
