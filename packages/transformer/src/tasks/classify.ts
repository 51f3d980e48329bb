import { checkKind, checkOptions, checkWhole } from '@heed/core';
import { largestIndices } from '../generation/probabilities.ts';
import type { HfConfig } from '../models/hf-config.ts';
import type { TextInput } from '../tokenizer/encoding.ts';
import { encodeInputs, encoderInput, mostTokens, readRows } from './encoder-batch.ts';
import { type BatchOptions, batchOptionNames, isList, runBatches } from './run-batches.ts';
import { type ScoreFunction, scoresOf } from './scores.ts';
import { encoderOf, type TaskModel, tokenizerOf } from './task-model.ts';

/** What a classifier reads: a text, or two, such as a premise and a hypothesis. */
export type ClassifyInput = string | { readonly text: string; readonly pair: string };

/** Options of {@link classify}. */
export interface ClassifyOptions extends BatchOptions {
  /** Give only so many of the best labels; all by default. */
  readonly topK?: number;
  /**
   * How logits become scores. By default as transformers does: as they are for a `problem_type` of regression, `sigmoid`
   * for several labels at once or a single one, else `softmax`.
   */
  readonly scores?: ScoreFunction;
  /** Cut texts that are longer than the model takes; off by default, where they are an error. */
  readonly truncate?: boolean;
}

/** A class and how much speaks for it. */
export interface LabelScore {
  readonly label: string;
  readonly score: number;
}

/**
 * Says of a text which class it belongs to: its mood, its topic, whether one text follows from another. All labels come,
 * the best first.
 *
 * @param pretrained A model with a head for sequence classification.
 * @throws {TaskError} for another model, {IndexError} for a text that is too long.
 *
 * @example
 * ```ts no-run
 * import { classify } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('distilbert/distilbert-base-uncased-finetuned-sst-2-english');
 * const [best] = await classify(pretrained, 'What a lovely day!');
 * console.log(best?.label, best?.score); // POSITIVE 0.9998…
 * ```
 */
export function classify(
  pretrained: TaskModel,
  text: ClassifyInput,
  options?: ClassifyOptions,
): Promise<LabelScore[]>;
/** The same for several texts. */
export function classify(
  pretrained: TaskModel,
  texts: readonly ClassifyInput[],
  options?: ClassifyOptions,
): Promise<LabelScore[][]>;
export async function classify(
  pretrained: TaskModel,
  given: ClassifyInput | readonly ClassifyInput[],
  options: ClassifyOptions = {},
): Promise<LabelScore[] | LabelScore[][]> {
  checkOptions('classify', options, [...batchOptionNames, 'topK', 'scores', 'truncate']);
  checkKind('classify: text', given, 'an object');
  const inputs = isList(given) ? given : [given];
  const { labels, rows } = await labelLogits('classify', pretrained, inputs.map(asTextInput), options);
  const { scores = defaultScores(pretrained.config, labels.length) } = options;
  const topK = checkWhole('topK', options.topK ?? labels.length);
  const results = rows.map((row) => {
    const all = scoresOf(row, scores);
    return largestIndices(all, topK).map((at) => ({ label: labels[at] ?? String(at), score: all[at] ?? 0 }));
  });
  return isList(given) ? results : (results[0] ?? []);
}

/** The logits that a classifier of texts gives each input. */
export async function labelLogits(
  task: string,
  pretrained: TaskModel,
  inputs: readonly TextInput[],
  { truncate = false, ...batches }: BatchOptions & Pick<ClassifyOptions, 'truncate'>,
): Promise<{ readonly labels: readonly string[]; readonly rows: readonly Float32Array[] }> {
  const model = encoderOf(task, pretrained, 'sequenceClassifier');
  const tokenizer = tokenizerOf(task, pretrained);
  const encodings = encodeInputs(task, tokenizer, inputs, {
    most: mostTokens(model.config, tokenizer),
    truncate,
  });
  const rows = await runBatches(
    encodings,
    batches,
    ({ ids }) => ids.length,
    async (batch) =>
      await readRows(() => {
        const { ids, options } = encoderInput(model, batch);
        return model.forward(ids, options);
      }),
  );
  return { labels: model.config.labels, rows };
}

function asTextInput(input: ClassifyInput): TextInput {
  return typeof input === 'string' ? input : [input.text, input.pair];
}

/** Rules of transformers' pipeline. */
function defaultScores(config: HfConfig | undefined, labels: number): ScoreFunction {
  const problem = config?.text('problem_type', '');
  if (problem === 'regression') return 'none';
  return problem === 'multi_label_classification' || labels === 1 ? 'sigmoid' : 'softmax';
}
