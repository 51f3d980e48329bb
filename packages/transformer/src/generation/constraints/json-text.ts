import {
  between,
  type CodePoints,
  characters,
  choice,
  type Expression,
  literal,
  optional,
  repeat,
  rule,
  sequence,
  within,
} from './expression.ts';

const { POSITIVE_INFINITY: infinity } = Number;

/** Between the parts of a list or an object: nothing, or one space, as models write it. */
const space = optional(literal(' '));

/** Digits; the first is not 0. */
const counting = sequence(between('1', '9'), repeat(between('0', '9'), 0, infinity));
const natural = choice(literal('0'), counting);
const fraction = sequence(literal('.'), repeat(between('0', '9'), 1, infinity));
const exponent = sequence(
  between('e', 'e', 'E', 'E'),
  optional(between('+', '+', '-', '-')),
  repeat(between('0', '9'), 1, infinity),
);

/** A number, without its sign. */
const positiveNumber = sequence(natural, optional(fraction), optional(exponent));

export const jsonNumber: Expression = sequence(optional(literal('-')), positiveNumber);
export const jsonPositiveNumber: Expression = positiveNumber;
export const jsonBoolean: Expression = choice(literal('true'), literal('false'));
export const jsonNull: Expression = literal('null');

const shortEscapes: readonly [code: number, text: string][] = [
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
  [0x22, '\\"'],
  [0x5c, '\\\\'],
];

/** What stands for itself in a string. */
const plain: readonly CodePoints[] = [
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0x10ffff],
];

/** The escape of a character that cannot stand for itself. */
function escapeOf(code: number): string {
  const short = shortEscapes.find(([other]) => other === code)?.[1];
  return short ?? `\\u${code.toString(16).padStart(4, '0')}`;
}

const needEscapes = [...Array(0x20).keys(), 0x22, 0x5c];

/** One character of a set as it stands in a JSON string: itself, or its escape where it needs one. */
export function jsonCharacter(ranges: readonly CodePoints[]): Expression {
  const escaped = needEscapes.filter((code) => ranges.some(([first, last]) => first <= code && code <= last));
  return choice(
    characters(plain.flatMap((range) => within(ranges, range))),
    ...escaped.map((code) => literal(escapeOf(code))),
  );
}

const hex = between('0', '9', 'a', 'f', 'A', 'F');
/** A code unit in hexadecimal digits that is no half of a surrogate pair, so that each escape is one character. */
const codeUnit = choice(
  sequence(between('0', '9', 'a', 'c', 'A', 'C', 'e', 'f', 'E', 'F'), hex, hex, hex),
  sequence(between('d', 'd', 'D', 'D'), between('0', '7'), hex, hex),
);
const anyCharacter = choice(
  characters(plain),
  ...shortEscapes.map(([, text]) => literal(text)),
  literal('\\/'),
  sequence(literal('\\u'), codeUnit),
);

/** A string of so many characters. */
export function jsonString(least = 0, most: number = infinity): Expression {
  return quoted(repeat(anyCharacter, least, most));
}

/** What is inside, in quotes. */
export function quoted(inside: Expression): Expression {
  return sequence(literal('"'), inside, literal('"'));
}

/** Items in brackets: the first ones, and so many more of another kind. */
export function jsonList(
  first: readonly Expression[],
  others: Expression | undefined,
  least: number,
  most: number,
): Expression {
  const comma = sequence(literal(','), space);
  const from = (at: number, required: number): Expression => {
    const before = at === 0 ? [] : [comma];
    const item = first[at];
    if (item !== undefined && at < most) {
      const here = sequence(...before, item, from(at + 1, required));
      return at < required ? here : optional(here);
    }
    if (others === undefined || at >= most) return sequence();
    const more = repeat(
      sequence(comma, others),
      Math.max(0, required - at - (at === 0 ? 1 : 0)),
      most - at - (at === 0 ? 1 : 0),
    );
    if (at > 0) return more;
    const some = sequence(others, more);
    return required > 0 ? some : optional(some);
  };
  return sequence(literal('['), from(0, least), literal(']'));
}

/** One member of an object. */
export interface JsonMember {
  readonly key: Expression;
  readonly value: Expression;
  readonly required: boolean;
}

/** Members in braces, in their order; those that are not required may be left out. */
export function jsonObject(members: readonly JsonMember[]): Expression {
  const made = new Map<string, Expression>();
  const from = (at: number, begun: boolean): Expression => {
    const member = members[at];
    if (member === undefined) return sequence();
    const known = made.get(`${at} ${begun}`);
    if (known !== undefined) return known;
    const { key, value, required } = member;
    const here = sequence(
      ...(begun ? [literal(','), space] : []),
      key,
      literal(':'),
      space,
      value,
      from(at + 1, true),
    );
    const all = required ? here : choice(here, from(at + 1, begun));
    made.set(`${at} ${begun}`, all);
    return all;
  };
  return sequence(literal('{'), from(0, false), literal('}'));
}

/** Any number of members of one kind in braces. */
export function jsonMap(key: Expression, value: Expression): Expression {
  const member = sequence(key, literal(':'), space, value);
  const more = repeat(sequence(literal(','), space, member), 0, infinity);
  return sequence(literal('{'), optional(sequence(member, more)), literal('}'));
}

/** Any JSON value, nested without end. */
export const jsonValue: Expression = rule(() =>
  choice(
    jsonString(),
    jsonNumber,
    jsonBoolean,
    jsonNull,
    jsonList([], jsonValue, 0, infinity),
    jsonMap(jsonString(), jsonValue),
  ),
);
