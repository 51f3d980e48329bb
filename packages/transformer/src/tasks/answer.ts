import { checkOptions, checkWhole } from '@heed/core';
import type { Encoding } from '../tokenizer/encoding.ts';
import { bestSpans, type Span } from './best-spans.ts';
import { encoderInput, mostTokens, readRows } from './encoder-batch.ts';
import { type BatchOptions, batchOptionNames, isList, runBatches } from './run-batches.ts';
import { encoderOf, type TaskModel, tokenizerOf } from './task-model.ts';

/** A question and the text in which the answer is looked for. */
export interface Question {
  readonly question: string;
  readonly context: string;
}

/** Options of {@link answer}. */
export interface AnswerOptions extends BatchOptions {
  /** How many answers to give; 1 by default. */
  readonly topK?: number;
  /** Tokens of the longest answer; 15 by default. */
  readonly maximumAnswerLength?: number;
  /** Tokens that the model reads at once; 384 by default, or as many as it takes. A longer context is read in windows. */
  readonly maximumLength?: number;
  /** Tokens that a window shares with the one before; 128 by default, or half a window. */
  readonly stride?: number;
  /** Let the answers hold an empty one, with the probability that there is none. False by default. */
  readonly allowNoAnswer?: boolean;
  /** Make an answer begin and end with words; true by default. Turn it off for languages without spaces. */
  readonly wholeWords?: boolean;
}

/** An answer: a part of the context. */
export interface Answer {
  /** `context.slice(start, end)` */
  readonly text: string;
  readonly score: number;
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the answer to a question in a text (Rajpurkar et al. 2016), best first, as transformers' pipeline does: the
 * probability of a span is that of its first token times that of its last, among the tokens of the context; equal answers
 * of several windows and places add up.
 *
 * @param pretrained A model with a head for question answering.
 * @throws {TaskError} for another model, {OptionError} where the question leaves no room for the context.
 *
 * @example
 * ```ts no-run
 * import { answer } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('distilbert/distilbert-base-cased-distilled-squad');
 * const [best] = await answer(pretrained, { question: 'Who writes?', context: 'Ada writes letters.' });
 * console.log(best?.text, best?.start); // Ada 0
 * ```
 */
export function answer(pretrained: TaskModel, question: Question, options?: AnswerOptions): Promise<Answer[]>;
/** The same for several questions. */
export function answer(
  pretrained: TaskModel,
  questions: readonly Question[],
  options?: AnswerOptions,
): Promise<Answer[][]>;
export async function answer(
  pretrained: TaskModel,
  given: Question | readonly Question[],
  options: AnswerOptions = {},
): Promise<Answer[] | Answer[][]> {
  const own = ['topK', 'maximumAnswerLength', 'maximumLength', 'stride', 'allowNoAnswer', 'wholeWords'];
  checkOptions('answer', options, [...batchOptionNames, ...own]);
  const model = encoderOf('answer', pretrained, 'questionAnswerer');
  const tokenizer = tokenizerOf('answer', pretrained);
  const topK = checkWhole('topK', options.topK ?? 1);
  const longest = checkWhole('maximumAnswerLength', options.maximumAnswerLength ?? 15);
  const { allowNoAnswer = false, wholeWords = true } = options;
  const truncation = windowOptions(mostTokens(model.config, tokenizer), options);
  const questions = isList(given) ? given : [given];
  const pairs = questions.map(({ question, context }) => [question, context] as const);
  const windows = tokenizer
    .encodeTexts(pairs, { truncation })
    .flatMap((encoding, row) => [encoding, ...encoding.overflowing].map((part) => ({ row, encoding: part })));
  const cls = tokenizer.roles.get('cls')?.id;
  // Some candidates become one where they are widened to words.
  const candidates = wholeWords ? 2 * topK + 10 : topK;
  const spans = await runBatches(
    windows,
    options,
    ({ encoding }) => encoding.ids.length,
    async (batch) => {
      const input = batch.map(({ encoding }) => encoding);
      const [starts, ends] = await readSpanLogits(model, input);
      return batch.map(({ row, encoding }, at) => ({
        row,
        encoding,
        ...bestSpans({
          start: starts[at] ?? new Float32Array(),
          end: ends[at] ?? new Float32Array(),
          allowed: encoding.ids.map((id, index) => encoding.textIds[index] === 1 || id === cls),
          longest,
          candidates,
        }),
      }));
    },
  );
  const results = questions.map(({ context }, row) => {
    const found = spans.filter((window) => window.row === row);
    const answers = merged(
      found.flatMap(({ encoding, spans: own }) =>
        own.map((span) => answerOf(span, { encoding, context, wholeWords })),
      ),
    );
    if (allowNoAnswer) {
      answers.push({ text: '', score: Math.min(...found.map(({ none }) => none)), start: 0, end: 0 });
    }
    return answers.sort((a, b) => b.score - a.score).slice(0, topK);
  });
  return isList(given) ? results : (results[0] ?? []);
}

function windowOptions(most: number, { maximumLength = Math.min(most, 384), stride }: AnswerOptions) {
  checkWhole('maximumLength', maximumLength, 1, most);
  return {
    maximumLength,
    stride: stride ?? Math.min(Math.floor(maximumLength / 2), 128),
    strategy: 'onlySecond',
  } as const;
}

async function readSpanLogits(
  model: ReturnType<typeof encoderOf<'questionAnswerer'>>,
  encodings: readonly Encoding[],
): Promise<readonly [Float32Array[], Float32Array[]]> {
  const { ids, options } = encoderInput(model, encodings);
  const { start, end } = model.forward(ids, options);
  return [await readRows(() => start), await readRows(() => end)];
}

/** The answer that a span of tokens stands for. */
function answerOf(
  { first, last, score }: Span,
  {
    encoding,
    context,
    wholeWords,
  }: { readonly encoding: Encoding; readonly context: string; readonly wholeWords: boolean },
): Answer {
  const { offsets, pieceIds, textIds } = encoding;
  const sameWord = (from: number, step: 1 | -1): number => {
    let at = from;
    const isSame = (next: number): boolean => textIds[next] === 1 && pieceIds[next] === pieceIds[from];
    while (wholeWords && isSame(at + step)) at += step;
    return at;
  };
  const start = offsets[sameWord(first, -1)]?.[0] ?? 0;
  const end = offsets[sameWord(last, 1)]?.[1] ?? 0;
  return { text: context.slice(start, end), score, start, end };
}

/** Answers that say the same are one, at the place of the first. */
function merged(answers: readonly Answer[]): Answer[] {
  const byText = new Map<string, Answer>();
  for (const one of answers) {
    const key = one.text.toLowerCase();
    const before = byText.get(key);
    byText.set(key, before === undefined ? one : { ...before, score: before.score + one.score });
  }
  return [...byText.values()];
}
