import { utf8Sequences } from './utf8-sequences.ts';

/**
 * What a text may be, as a grammar over the bytes of UTF-8. Made by the functions of this file; a `rule` may stand in
 * itself, so that what nests without end can be said.
 */
export type Expression =
  | { readonly kind: 'byte'; readonly low: number; readonly high: number }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  | { readonly kind: 'choice'; readonly choices: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly item: Expression; readonly least: number; readonly most: number }
  | { readonly kind: 'rule'; readonly expand: () => Expression };

/** Code points from the first to the last. */
export type CodePoints = readonly [first: number, last: number];

/** All code points but halves of surrogate pairs, which UTF-8 does not have. */
export const allCodePoints: readonly CodePoints[] = [
  [0, 0xd7ff],
  [0xe000, 0x10ffff],
];

/** One after another; none is the empty text. */
export function sequence(...items: readonly Expression[]): Expression {
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'sequence', items };
}

/** One of several; none is nothing at all, not even the empty text. */
export function choice(...choices: readonly Expression[]): Expression {
  return choices.length === 1 && choices[0] !== undefined ? choices[0] : { kind: 'choice', choices };
}

/** From `least` to `most` times. */
export function repeat(item: Expression, least: number, most: number): Expression {
  return { kind: 'repeat', item, least, most };
}

/** The item, or nothing. */
export function optional(item: Expression): Expression {
  return repeat(item, 0, 1);
}

/** What `expand` gives, which is asked once, when it is needed. */
export function rule(expand: () => Expression): Extract<Expression, { kind: 'rule' }> {
  let known: Expression | undefined;
  return {
    kind: 'rule',
    expand: () => {
      known ??= expand();
      return known;
    },
  };
}

/** This very text. */
export function literal(text: string): Expression {
  const bytes = [...new TextEncoder().encode(text)];
  return sequence(...bytes.map((byte): Expression => ({ kind: 'byte', low: byte, high: byte })));
}

/** The part of ranges that lies in a range. */
export function within(ranges: readonly CodePoints[], [first, last]: CodePoints): CodePoints[] {
  return ranges.flatMap(([low, high]): CodePoints[] =>
    low <= last && high >= first ? [[Math.max(low, first), Math.min(high, last)]] : [],
  );
}

/** One character of the given ranges. */
export function characters(ranges: readonly CodePoints[]): Expression {
  const whole = ranges.flatMap((range) => within(allCodePoints, range));
  return choice(
    ...whole.flatMap(([first, last]) =>
      utf8Sequences(first, last).map((bytes) =>
        sequence(...bytes.map(([low, high]): Expression => ({ kind: 'byte', low, high }))),
      ),
    ),
  );
}

/** One character between two, or of several such ranges: `between('a', 'z', '0', '9')`. */
export function between(...ends: readonly string[]): Expression {
  const points = ends.map((end) => end.codePointAt(0) ?? 0);
  return characters(
    points.flatMap((point, at): CodePoints[] => (at % 2 === 0 ? [[point, points[at + 1] ?? point]] : [])),
  );
}
