/**
 * The merges that scores amount to: every way to make a piece of two others, the piece of the highest score first and
 * of its ways the one with the longest left side.
 *
 * @param pieces The pieces that may be merged, and their scores.
 */
export function mergesOf(pieces: ReadonlyMap<string, number>): [string, string][] {
  const merges: { left: string; right: string; score: number }[] = [];
  for (const [piece, score] of pieces) {
    const characters = Array.from(piece);
    for (let split = 1, left = ''; split < characters.length; split++) {
      left += characters[split - 1];
      const right = piece.slice(left.length);
      if (pieces.has(left) && pieces.has(right)) merges.push({ left, right, score });
    }
  }
  merges.sort(
    (a, b) => b.score - a.score || b.left.length - a.left.length || b.right.length - a.right.length,
  );
  return merges.map(({ left, right }) => [left, right]);
}
