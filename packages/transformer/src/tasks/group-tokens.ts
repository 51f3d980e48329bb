import { largestIndices } from '../generation/probabilities.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';

/** A place in a text. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A token and the probabilities of all classes. */
export interface TokenScores extends Place {
  readonly id: number;
  /** Its place among all tokens. */
  readonly index: number;
  /** As it stands in the vocabulary. */
  readonly token: string;
  readonly scores: Float64Array;
}

/** A place and its class. */
export interface TaggedToken extends Place {
  readonly label: string;
  readonly score: number;
}

/** Gives the tokens of one word, or a token alone, one class. */
export function tagOf(
  given: Pick<TokenScores, 'start' | 'end' | 'scores'> | readonly TokenScores[],
  labels: readonly string[],
  how: 'first' | 'average' | 'max' = 'first',
): TaggedToken {
  const tokens = 'scores' in given ? [given] : given;
  const rows = tokens.map(({ scores }) => scores);
  const scores =
    how === 'average' ? meanOf(rows) : (rows[how === 'max' ? surest(rows) : 0] ?? new Float64Array());
  const [best = 0] = largestIndices(scores, 1);
  return {
    label: labels[best] ?? String(best),
    score: scores[best] ?? 0,
    start: tokens[0]?.start ?? 0,
    end: tokens.at(-1)?.end ?? 0,
  };
}

/**
 * Tokens by words. Where a vocabulary marks tokens that go on with a word (`##ing`), by the mark; else by the spaces
 * between tokens. An unknown token is a word.
 */
export function wordsOf(tokens: readonly TokenScores[], text: string, tokenizer: Tokenizer): TokenScores[][] {
  const { type, continuing_subword_prefix: prefix = type === 'WordPiece' ? '##' : '' } = tokenizer.json.model;
  const unknown = tokenizer.roles.get('unk')?.id;
  const goesOn = ({ id, token, start, end }: TokenScores): boolean => {
    if (id === unknown) return false;
    if (typeof prefix === 'string' && prefix !== '') {
      return Array.from(token).length !== Array.from(text.slice(start, end)).length;
    }
    return start > 0 && !text.slice(start - 1, start + 1).includes(' ');
  };
  const words: TokenScores[][] = [];
  for (const token of tokens) {
    const word = words.at(-1);
    if (word !== undefined && goesOn(token)) word.push(token);
    else words.push([token]);
  }
  return words;
}

/** Joins neighbours of one class; B- begins a new entity. */
export function groupsOf(tagged: readonly TaggedToken[]): TaggedToken[] {
  const groups: TaggedToken[][] = [];
  for (const token of tagged) {
    const group = groups.at(-1);
    const isSame = group !== undefined && classOf(group.at(-1)?.label) === classOf(token.label);
    if (isSame && !token.label.startsWith('B-')) group.push(token);
    else groups.push([token]);
  }
  return groups.map((group) => ({
    label: (group[0]?.label ?? '').replace(/^[^-]*-/, ''),
    score: group.reduce((sum, { score }) => sum + score, 0) / group.length,
    start: group[0]?.start ?? 0,
    end: group.at(-1)?.end ?? 0,
  }));
}

/** Of entities of several windows that overlap, the longer; of equals the surer. */
export function largestWins<Entity extends TaggedToken>(entities: readonly Entity[]): Entity[] {
  const kept: Entity[] = [];
  for (const entity of [...entities].sort((a, b) => a.start - b.start)) {
    const before = kept.at(-1);
    if (before === undefined || entity.start >= before.end) {
      kept.push(entity);
      continue;
    }
    const more = entity.end - entity.start - (before.end - before.start);
    if (more > 0 || (more === 0 && entity.score > before.score)) kept[kept.length - 1] = entity;
  }
  return kept;
}

function classOf(label = ''): string {
  return label.replace(/^[BI]-/, '');
}

function meanOf(rows: readonly Float64Array[]): Float64Array {
  return (rows[0] ?? new Float64Array()).map(
    (_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length,
  );
}

/** The row with the largest probability; of equals the first. */
function surest(rows: readonly Float64Array[]): number {
  return (
    largestIndices(
      rows.map((row) => Math.max(...row)),
      1,
    )[0] ?? 0
  );
}
