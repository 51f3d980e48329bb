import { checkOptions, checkWhole, OptionError, showValue } from '@heed/core';
import { largestIndices } from '../generation/probabilities.ts';
import type { HfConfig } from '../models/hf-config.ts';
import { type ClassifyOptions, labelLogits } from './classify.ts';
import { TaskError } from './errors.ts';
import { type BatchOptions, batchOptionNames } from './run-batches.ts';
import { type ScoreFunction, scoresOf } from './scores.ts';
import { checkTaskModel, type TaskModel } from './task-model.ts';

/** Options of {@link rerank}. */
export interface RerankOptions extends BatchOptions, Pick<ClassifyOptions, 'truncate'> {
  /** Give only so many of the best documents; all by default. */
  readonly topK?: number;
  /** How logits become scores: `sigmoid`, unless the model's config says `Identity`, which is `none`. */
  readonly scores?: Exclude<ScoreFunction, 'softmax'>;
}

/** A document and how well it goes with a query. */
export interface RankedDocument {
  /** Its place among those given. */
  readonly index: number;
  readonly document: string;
  readonly score: number;
}

/**
 * Puts documents in the order of how well they answer a query, by a cross-encoder: a model that reads both together
 * (Nogueira and Cho 2019). Long documents are cut, unless `truncate` is false.
 *
 * @param pretrained A model with a head for sequence classification that has one label.
 * @throws {TaskError} for another model.
 *
 * @example
 * ```ts no-run
 * import { rerank } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('cross-encoder/ms-marco-MiniLM-L6-v2');
 * const documents = ['Bread is baked in an oven.', 'Berlin has 3.7 million inhabitants.'];
 * const [best] = await rerank(pretrained, 'How many people live in Berlin?', documents);
 * console.log(best?.document);
 * ```
 */
export async function rerank(
  pretrained: TaskModel,
  query: string,
  documents: readonly string[],
  options: RerankOptions = {},
): Promise<RankedDocument[]> {
  checkOptions('rerank', options, [...batchOptionNames, 'topK', 'scores', 'truncate']);
  checkTaskModel('rerank', pretrained);
  if (!Array.isArray(documents)) {
    throw new OptionError(`rerank: documents must be a list of texts, got ${showValue(documents)}`);
  }
  const { topK, scores = defaultScores(pretrained.config), truncate = true, ...batches } = options;
  const pairs = documents.map((document) => [query, document] as const);
  const { labels, rows } = await labelLogits('rerank', pretrained, pairs, { ...batches, truncate });
  if (labels.length !== 1) {
    throw new TaskError(`rerank needs a classifier with one label, and this has ${labels.length}`);
  }
  const relevance = rows.map((row) => scoresOf(row, scores)[0] ?? 0);
  const best = largestIndices(relevance, checkWhole('topK', topK ?? Math.max(1, documents.length)));
  return best.map((index) => ({ index, document: documents[index] ?? '', score: relevance[index] ?? 0 }));
}

/** What sentence-transformers reads: the activation that the model's config names. */
function defaultScores(config: HfConfig | undefined): 'sigmoid' | 'none' {
  const named =
    config?.nested('sentence_transformers')?.text('activation_fn', '') ??
    config?.text('sbert_ce_default_activation_function', '');
  return named?.endsWith('Identity') === true ? 'none' : 'sigmoid';
}
