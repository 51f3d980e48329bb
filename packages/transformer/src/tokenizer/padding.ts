import { checkOneOf, checkOptions, checkWhole, OptionError } from '@heed/core';
import type { Encoding } from './encoding.ts';
import { type Side, sides } from './truncation.ts';

/** How encodings are made equally long. */
export interface PaddingOptions {
  /** To this length, or to that of the longest (the default). Longer ones stay as they are. */
  readonly length?: number | 'longest';
  /** The length is rounded up to a multiple of this. */
  readonly multipleOf?: number;
  /** Where the padding stands. Default: what the tokenizer's config says, else `right`. */
  readonly side?: Side;
  /** The token that fills. Default: the pad token. */
  readonly token?: string;
}

/** The token that fills. */
export interface PadToken {
  readonly token: string;
  readonly id: number;
  readonly typeId: number;
}

/** Resolved {@link PaddingOptions}. */
export interface Padding {
  readonly length: number | 'longest';
  readonly multipleOf: number;
  readonly side: Side;
  readonly pad: PadToken;
}

export function readPadding(
  options: PaddingOptions,
  defaults: { readonly side: Side; readonly find: (token: string | undefined) => PadToken },
): Padding {
  checkOptions('padding', options, ['length', 'multipleOf', 'side', 'token']);
  const { length = 'longest', multipleOf = 1, side = defaults.side, token } = options;
  if (length !== 'longest') {
    if (typeof length !== 'number')
      throw new OptionError(`padding: length must be a number or longest, got ${length}`);
    checkWhole('padding: length', length, 0);
  }
  checkWhole('padding: multipleOf', multipleOf);
  checkOneOf('padding: side', side, sides);
  return { length, multipleOf, side, pad: defaults.find(token) };
}

/** Encodings of one length. The parts that did not fit are padded to it as well. */
export function padded(encodings: readonly Encoding[], padding: Padding): Encoding[] {
  const longest = encodings.reduce((most, { ids }) => Math.max(most, ids.length), 0);
  const wanted = padding.length === 'longest' ? longest : padding.length;
  const length = Math.ceil(wanted / padding.multipleOf) * padding.multipleOf;
  return encodings.map((encoding) => paddedTo(length, encoding, padding));
}

function paddedTo(length: number, encoding: Encoding, { side, pad }: Padding): Encoding {
  const missing = Math.max(0, length - encoding.ids.length);
  const fill = <Value>(values: readonly Value[], filler: Value): readonly Value[] => {
    const padding = new Array<Value>(missing).fill(filler);
    return side === 'right' ? [...values, ...padding] : [...padding, ...values];
  };
  return {
    ids: fill(encoding.ids, pad.id),
    tokens: fill(encoding.tokens, pad.token),
    offsets: fill(encoding.offsets, [0, 0]),
    typeIds: fill(encoding.typeIds, pad.typeId),
    attentionMask: fill(encoding.attentionMask, 0),
    specialTokensMask: fill(encoding.specialTokensMask, 1),
    textIds: fill(encoding.textIds, -1),
    pieceIds: fill(encoding.pieceIds, -1),
    overflowing: encoding.overflowing.map((part) =>
      paddedTo(length, part, { length, multipleOf: 1, side, pad }),
    ),
  };
}
