import { checkOptions, checkWhole, OptionError } from '@heed/core';
import { largestIndices } from '../generation/probabilities.ts';
import type { Encoding } from '../tokenizer/encoding.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { encodeInputs, encoderInput, mostTokens, readRows } from './encoder-batch.ts';
import { TaskError } from './errors.ts';
import { type BatchOptions, batchOptionNames, isList, runBatches } from './run-batches.ts';
import { scoresOf } from './scores.ts';
import { encoderOf, type TaskModel, tokenizerOf } from './task-model.ts';

/** Options of {@link fillMask}. */
export interface FillMaskOptions extends BatchOptions {
  /** How many tokens to give for each gap; 5 by default. */
  readonly topK?: number;
  /** Choose among these words only; of one that is no token of its own the first token counts. */
  readonly targets?: readonly string[];
  /** Cut texts that are longer than the model takes; off by default, where they are an error. */
  readonly truncate?: boolean;
}

/** What may stand in a gap. */
export interface MaskFilling {
  readonly id: number;
  /** The token in words. */
  readonly token: string;
  /** Its probability in this gap. */
  readonly score: number;
  /** The text with the token in this gap; other gaps stay. */
  readonly text: string;
}

/**
 * Fills gaps in a text: for each mask token, in their order, the likeliest tokens, best first. Each gap is filled for
 * itself, with the others open.
 *
 * @param pretrained A masked language model.
 * @throws {TaskError} for another model, or a tokenizer without a mask token.
 * @throws {OptionError} for a text without a gap, {IndexError} for one that is too long.
 *
 * @example
 * ```ts no-run
 * import { fillMask } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('google-bert/bert-base-uncased');
 * const [gap = []] = await fillMask(pretrained, 'The capital of France is [MASK].');
 * for (const { token, score } of gap) console.log(token, score); // paris …
 * ```
 */
export function fillMask(
  pretrained: TaskModel,
  text: string,
  options?: FillMaskOptions,
): Promise<MaskFilling[][]>;
/** The same for several texts. */
export function fillMask(
  pretrained: TaskModel,
  texts: readonly string[],
  options?: FillMaskOptions,
): Promise<MaskFilling[][][]>;
export async function fillMask(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: FillMaskOptions = {},
): Promise<MaskFilling[][] | MaskFilling[][][]> {
  checkOptions('fillMask', options, [...batchOptionNames, 'topK', 'targets', 'truncate']);
  const model = encoderOf('fillMask', pretrained, 'maskedLanguageModel');
  const tokenizer = tokenizerOf('fillMask', pretrained);
  const mask = tokenizer.roles.get('mask')?.id;
  if (mask === undefined) throw new TaskError('fillMask: the tokenizer names no mask token');
  const { topK = 5, targets, truncate = false } = options;
  checkWhole('topK', topK);
  const candidates = targets && targetIds(targets, tokenizer);
  const encodings = encodeInputs('fillMask', tokenizer, isList(given) ? given : [given], {
    most: mostTokens(model.config, tokenizer),
    truncate,
  });
  const none = encodings.findIndex(({ ids }) => !ids.includes(mask));
  if (none >= 0) {
    throw new OptionError(`fillMask: text ${none} has no ${tokenizer.idToToken(mask)}: nothing to fill`);
  }
  const results = await runBatches(
    encodings,
    options,
    ({ ids }) => ids.length,
    async (batch) => {
      const rows = await readRows(() => {
        const input = encoderInput(model, batch);
        return model.forward(input.ids, input.options);
      });
      const { vocabularySize } = model.config;
      return batch.map((encoding, row) =>
        gapsOf(encoding, mask).map((place) => {
          const logits = rows[row]?.subarray(place * vocabularySize, (place + 1) * vocabularySize) ?? [];
          return fillings(scoresOf(logits, 'softmax'), candidates, topK).map(({ id, score }) => ({
            id,
            token: tokenizer.decode([id], { skipSpecialTokens: false }),
            score,
            text: filled(encoding, place, id, { tokenizer, mask }),
          }));
        }),
      );
    },
  );
  return isList(given) ? results : (results[0] ?? []);
}

function gapsOf({ ids }: Encoding, mask: number): number[] {
  return ids.flatMap((id, place) => (id === mask ? [place] : []));
}

function fillings(
  probabilities: Float64Array,
  candidates: readonly number[] | undefined,
  topK: number,
): { readonly id: number; readonly score: number }[] {
  const among = candidates ?? Array.from(probabilities.keys());
  const scores = among.map((id) => probabilities[id] ?? 0);
  return largestIndices(scores, topK).map((at) => ({ id: among[at] ?? 0, score: scores[at] ?? 0 }));
}

/** The text with one gap filled, without the special tokens around it. */
function filled(
  { ids, specialTokensMask }: Encoding,
  place: number,
  id: number,
  { tokenizer, mask }: { readonly tokenizer: Tokenizer; readonly mask: number },
): string {
  const inside = ids
    .map((own, at) => (at === place ? id : own))
    .filter((own, at) => specialTokensMask[at] === 0 || own === mask || at === place);
  return tokenizer.decode(inside, {
    skipSpecialTokens: !ids.some((own, at) => own === mask && at !== place),
  });
}

function targetIds(targets: readonly string[], tokenizer: Tokenizer): number[] {
  const ids = targets.map((target) => {
    const id = tokenizer.tokenToId(target) ?? tokenizer.encode(target, { addSpecialTokens: false })[0];
    if (id === undefined)
      throw new OptionError(`targets: ${JSON.stringify(target)} has no token in the vocabulary`);
    return id;
  });
  if (ids.length === 0) throw new OptionError('targets: needs one word at least');
  return [...new Set(ids)];
}
