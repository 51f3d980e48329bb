import { type Encoding, emptyEncoding, type MutableEncoding } from './encoding.ts';
import type { Piece } from './pipeline.ts';
import type { LayoutItem, PostProcessor } from './post-processors/index.ts';
import { isWhiteSpace } from './text/patterns.ts';
import type { Window } from './truncation.ts';

/** All that is known of the tokens of one text, token by token. */
export interface TextTokens {
  readonly text: string;
  readonly ids: readonly number[];
  readonly tokens: readonly string[];
  readonly offsets: readonly (readonly [start: number, end: number])[];
  readonly pieceIds: readonly number[];
}

/** @param nameOf The token of an id that the model chose for a part of a piece. */
export function describeTokens(
  text: string,
  pieces: Iterable<Piece>,
  nameOf: (id: number, surface: string) => string,
): TextTokens {
  const ids: number[] = [];
  const names: string[] = [];
  const offsets: (readonly [number, number])[] = [];
  const pieceIds: number[] = [];
  let pieceId = 0;
  for (const { text: piece, tokens, isAdded } of pieces) {
    for (const [index, id] of tokens.ids.entries()) {
      const start = tokens.starts[index] ?? 0;
      const end = tokens.ends[index] ?? 0;
      const surface = piece.text.slice(start, end);
      ids.push(id);
      names.push(isAdded ? surface : nameOf(id, surface));
      offsets.push(piece.span(start, end));
      pieceIds.push(pieceId);
    }
    pieceId++;
  }
  return { text, ids, tokens: names, offsets, pieceIds };
}

/** Windows of texts put together as a layout says; what did not fit into the first windows is `overflowing`. */
export function assemble(
  texts: readonly TextTokens[],
  windows: readonly (readonly Window[])[],
  layout: readonly LayoutItem[],
  trims: PostProcessor['trims'],
): Encoding {
  const [encoding = emptyEncoding(), ...overflowing] = combinations(windows).map((chosen) => {
    const parts = chosen.map((window, text) => trimmed(cut(texts[text], window), trims));
    return laidOut(parts, layout);
  });
  return { ...encoding, overflowing };
}

/** The first windows together, then every other choice of one window of each text. */
function combinations(windows: readonly (readonly Window[])[]): Window[][] {
  const [first = [], second] = windows;
  if (second === undefined) return first.map((window) => [window]);
  const [head, ...tail] = first;
  const pairs = (windowsOfFirst: readonly Window[]): Window[][] =>
    windowsOfFirst.flatMap((a) => second.map((b) => [a, b]));
  const [together, ...others] = pairs(head === undefined ? [] : [head]);
  return together === undefined ? [] : [together, ...pairs(tail), ...others];
}

const noTokens: TextTokens = { text: '', ids: [], tokens: [], offsets: [], pieceIds: [] };

function cut(
  { text, ids, tokens, offsets, pieceIds }: TextTokens = noTokens,
  { start, end }: Window,
): TextTokens {
  return {
    text,
    ids: ids.slice(start, end),
    tokens: tokens.slice(start, end),
    offsets: offsets.slice(start, end),
    pieceIds: pieceIds.slice(start, end),
  };
}

/** Offsets without the white space that byte-level tokens begin and end with. */
function trimmed(tokens: TextTokens, trims: PostProcessor['trims']): TextTokens {
  const offsets = trims.reduce(
    (places, { keepsFirst }) => places.map((place, index) => trimmedPlace(tokens, place, index, keepsFirst)),
    tokens.offsets,
  );
  return { ...tokens, offsets };
}

/** A space that the tokenizer put there is not in the text, so only what is there is trimmed. */
function trimmedPlace(
  { text, tokens }: TextTokens,
  [start, end]: readonly [number, number],
  index: number,
  keepsFirst: boolean,
): readonly [number, number] {
  const token = tokens[index] ?? '';
  let before = 0;
  let after = 0;
  while (before < token.length && isSpace(token.charAt(before))) before++;
  while (after < token.length && isSpace(token.charAt(token.length - 1 - after))) after++;
  // A single space before the first word counts as the one that the tokenizer puts there.
  if (keepsFirst && before === 1 && (index === 0 || start === 0)) {
    if (token.length === 1) return [start, start];
    before = 0;
  }
  let [from, to] = [start, end];
  for (; before > 0 && from < to && isWhiteSpace(text.charAt(from)); before--) from++;
  for (; after > 0 && from < to && isWhiteSpace(text.charAt(to - 1)); after--) to--;
  return [from, to];
}

/** White space, or the character that stands for the byte of a space. */
function isSpace(character: string): boolean {
  return character === 'Ġ' || isWhiteSpace(character);
}

function laidOut(parts: readonly TextTokens[], layout: readonly LayoutItem[]): MutableEncoding {
  const encoding = emptyEncoding();
  const add = (
    token: string,
    id: number,
    typeId: number,
    text: number,
    offsets: readonly [number, number],
    pieceId: number,
  ): void => {
    encoding.ids.push(id);
    encoding.tokens.push(token);
    encoding.offsets.push(offsets);
    encoding.typeIds.push(typeId);
    encoding.attentionMask.push(1);
    encoding.specialTokensMask.push(text < 0 ? 1 : 0);
    encoding.textIds.push(text);
    encoding.pieceIds.push(pieceId);
  };
  for (const item of layout) {
    if ('text' in item) {
      const { ids, tokens, offsets, pieceIds } = parts[item.text] ?? noTokens;
      for (const [index, id] of ids.entries()) {
        add(tokens[index] ?? '', id, item.typeId, item.text, offsets[index] ?? [0, 0], pieceIds[index] ?? -1);
      }
    } else add(item.token, item.id, item.typeId, -1, [0, 0], -1);
  }
  return encoding;
}
