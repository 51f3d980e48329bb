import { scoresOf } from './scores.ts';

/** A run of tokens and the probability that it is the answer. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly score: number;
}

/** What {@link bestSpans} looks at. */
export interface SpanInput {
  /** Logits of each token as the first. */
  readonly start: Float32Array;
  /** Logits of each token as the last. */
  readonly end: Float32Array;
  /** Tokens that may be a part of an answer; the first token of all stands for none. */
  readonly allowed: readonly boolean[];
  /** Tokens of the longest answer. */
  readonly longest: number;
  /** How many spans to give. */
  readonly candidates: number;
}

/** Logit of a token that cannot be a part of an answer. */
const ruledOut = -10_000;

/** The likeliest spans, best first, and the probability that there is no answer. */
export function bestSpans({ start, end, allowed, longest, candidates }: SpanInput): {
  readonly spans: readonly Span[];
  readonly none: number;
} {
  const among = (logits: Float32Array): Float64Array =>
    scoresOf(
      allowed.map((isAllowed, at) => (isAllowed ? (logits[at] ?? 0) : ruledOut)),
      'softmax',
    );
  const [starts, ends] = [among(start), among(end)];
  const spans: Span[] = [];
  for (let first = 1; first < allowed.length; first++) {
    for (let last = first; last < Math.min(first + longest, allowed.length); last++) {
      if (allowed[first] === true && allowed[last] === true) {
        spans.push({ first, last, score: (starts[first] ?? 0) * (ends[last] ?? 0) });
      }
    }
  }
  return {
    spans: spans.sort((a, b) => b.score - a.score).slice(0, candidates),
    none: (starts[0] ?? 0) * (ends[0] ?? 0),
  };
}
