import { between, choice, type Expression, literal, repeat, sequence } from './expression.ts';

const digit = between('0', '9');

/** Whole numbers from `least` to `most`, either of which may be infinite, in decimal digits. */
export function integerRange(least: number, most: number): Expression {
  const negative = least < 0 ? naturals(Math.max(1, -most), -least) : undefined;
  const positive = most >= 0 ? naturals(Math.max(0, least), most) : undefined;
  return choice(...(negative ? [sequence(literal('-'), negative)] : []), ...(positive ? [positive] : []));
}

/** From `least` ≥ 0 on, length by length. */
function naturals(least: number, most: number): Expression {
  const parts: Expression[] = [];
  let low = least;
  while (low <= most) {
    const { length } = String(low);
    const longest = 10 ** length - 1;
    if (most === Number.POSITIVE_INFINITY && Number(String(low).slice(1)) === 0 && String(low)[0] === '1') {
      parts.push(sequence(between('1', '9'), repeat(digit, length - 1, Number.POSITIVE_INFINITY)));
      break;
    }
    parts.push(sameLength(String(low), String(Math.min(longest, most))));
    low = longest + 1;
  }
  return choice(...parts);
}

/** Numbers of equally many digits. */
function sameLength(low: string, high: string): Expression {
  const [first = '', last = ''] = [low[0], high[0]];
  const [lowRest, highRest] = [low.slice(1), high.slice(1)];
  if (low === '') return sequence();
  if (first === last) return sequence(literal(first), sameLength(lowRest, highRest));
  const zeros = '0'.repeat(lowRest.length);
  const nines = '9'.repeat(lowRest.length);
  const [from, to] = [Number(first) + 1, Number(last) - 1];
  return choice(
    sequence(literal(first), sameLength(lowRest, nines)),
    ...(from <= to
      ? [sequence(between(String(from), String(to)), repeat(digit, zeros.length, zeros.length))]
      : []),
    sequence(literal(last), sameLength(zeros, highRest)),
  );
}
