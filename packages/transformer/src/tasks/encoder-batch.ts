import { IndexError, type Tensor, tidy } from '@heed/core';
import { besideModel } from '../beside-model.ts';
import { padRows } from '../generation/pad-rows.ts';
import type { EncoderConfig, EncoderModel, EncoderOptions } from '../models/encoder-model.ts';
import type { Encoding, TextInput } from '../tokenizer/encoding.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/** The most tokens that model and tokenizer were made for. */
export function mostTokens({ maximumLength }: EncoderConfig, tokenizer: Tokenizer): number {
  return Math.min(maximumLength, tokenizer.maximumLength ?? Number.POSITIVE_INFINITY);
}

/**
 * The tokens of texts.
 *
 * @param most Tokens of the longest that the model takes.
 * @param truncate Cut what is longer; else it is an error.
 * @throws {IndexError} for a text that is too long.
 */
export function encodeInputs(
  task: string,
  tokenizer: Tokenizer,
  inputs: readonly TextInput[],
  { most, truncate }: { readonly most: number; readonly truncate: boolean },
): Encoding[] {
  const encodings = tokenizer.encodeTexts(inputs, truncate ? { truncation: { maximumLength: most } } : {});
  const long = encodings.findIndex(({ ids }) => ids.length > most);
  if (long < 0) return encodings;
  throw new IndexError(
    `${task}: text ${long} has ${encodings[long]?.ids.length} tokens, the model takes ${most}: shorten it, or set truncate`,
  );
}

/** Encodings as the input of an encoder, padded behind. */
export function encoderInput(
  model: Pick<EncoderModel, 'config' | 'parameters'> & Parameters<typeof besideModel>[0],
  encodings: readonly Encoding[],
): { readonly ids: Tensor; readonly options: EncoderOptions } {
  const { padId, tokenTypes } = model.config;
  const lengths = encodings.map(({ ids }) => ids.length);
  // Where no text has a token there is still a column, of padding.
  const nothing = Math.max(...lengths) === 0;
  const rows = (values: (encoding: Encoding) => readonly number[], filler: number): Tensor =>
    besideModel(
      model,
      padRows(
        encodings.map((encoding) => (nothing ? [filler] : values(encoding))),
        filler,
      ),
    );
  const ids = rows((encoding) => encoding.ids, padId);
  return {
    ids,
    options: {
      lengths,
      ...(tokenTypes > 1 && { tokenTypeIds: rows(({ typeIds }) => typeIds, 0) }),
    },
  };
}

/** Runs a model and reads its output: for each row of the first axis its numbers. */
export async function readRows(compute: () => Tensor): Promise<Float32Array[]> {
  const output = tidy(compute);
  const [rows = 0] = output.shape;
  const numbers = Float32Array.from(await output.data());
  output.dispose();
  const size = rows === 0 ? 0 : numbers.length / rows;
  return Array.from({ length: rows }, (_, row) => numbers.subarray(row * size, (row + 1) * size));
}
