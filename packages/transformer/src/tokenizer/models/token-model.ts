/** The tokens of one piece of text. Places are UTF-16 units in the piece; bytes of one character share its place. */
export interface PieceTokens {
  readonly ids: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Turns a piece of text into tokens of a vocabulary. */
export interface TokenModel {
  tokenize(piece: string): PieceTokens;
}

/** Collects the tokens of a piece. */
export class TokenList implements PieceTokens {
  readonly ids: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  add(id: number, start: number, end: number): void {
    this.ids.push(id);
    this.starts.push(start);
    this.ends.push(end);
  }
}

const encoder = new TextEncoder();

/** The tokens that stand for the bytes of a text, `<0xE2>` and so on; undefined unless all are in the vocabulary. */
export function byteTokens(text: string, vocabulary: ReadonlyMap<string, number>): number[] | undefined {
  const ids: number[] = [];
  for (const byte of encoder.encode(text)) {
    const id = vocabulary.get(byteToken(byte));
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return ids;
}

/** The token that stands for a byte in a vocabulary that falls back on bytes. */
function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}
