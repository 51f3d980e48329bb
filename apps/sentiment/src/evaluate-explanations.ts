import type { SentimentCheckpoint } from './checkpoint.ts';
import { readCorpus, type Split } from './data.ts';
import { explain, type Method, methods } from './explain.ts';

/** The mean faithfulness of each way to explain, over the first film sentences of a part of the data. */
export async function evaluateExplanations(
  checkpoint: SentimentCheckpoint,
  split: Split,
  count = 50,
): Promise<Readonly<Record<Method, number>>> {
  const sums: Record<Method, number> = { 'gradient × input': 0, 'attention rollout': 0, occlusion: 0 };
  let seen = 0;
  for await (const { text } of readCorpus('sentence-polarity', split)) {
    const { faithfulness } = await explain(checkpoint, text);
    for (const method of methods) sums[method] += faithfulness[method];
    seen += 1;
    if (seen === count) break;
  }
  for (const method of methods) sums[method] /= seen;
  return sums;
}
