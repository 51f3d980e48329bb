/** Where the tokens of a padded batch stand once its texts lie behind one another in few rows, all of one length. */
export interface TextPlaces {
  readonly rows: number;
  readonly length: number;
  /** Of each place in the rows: the token's place in the padded batch; 0 where nothing stands. */
  readonly sources: Int32Array;
  /** Of each place in the rows: the number of its text; −1 where nothing stands. */
  readonly texts: Int32Array;
  /** Of each place in the rows: how many tokens of its text stand before it. */
  readonly offsets: Int32Array;
  /** Of each place in the padded batch: the token's place in the rows; 0 for padding. */
  readonly targets: Int32Array;
}

/** Tokens of a row, unless a text is longer. It bounds what attention costs where a backend computes hidden scores too. */
const rowLength = 256;
/** The part of the padded batch that must go for the moves to pay. */
const leastSaved = 1 / 8;

/**
 * Puts texts into rows: the longest first, each into the row that is emptiest (Graham 1969), so that rows are about
 * equally full.
 *
 * @param lengths Tokens of each text.
 * @param padded Length of the padded batch.
 * @returns undefined where little would be saved.
 */
export function placeTexts(lengths: readonly number[], padded: number): TextPlaces | undefined {
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  const longest = Math.max(0, ...lengths);
  if (tokens === 0) return undefined;
  const rows = Math.ceil(tokens / Math.max(rowLength, longest));
  const filled = new Array<number>(rows).fill(0);
  const longestFirst = [...lengths.entries()].sort(([, a], [, b]) => b - a);
  const starts = longestFirst.map(([text, count]) => {
    const row = filled.indexOf(Math.min(...filled));
    const start = filled[row] ?? 0;
    filled[row] = start + count;
    return { text, count, row, start };
  });
  const length = Math.max(...filled);
  if (rows * length > (1 - leastSaved) * lengths.length * padded) return undefined;
  const places: TextPlaces = {
    rows,
    length,
    sources: new Int32Array(rows * length),
    texts: new Int32Array(rows * length).fill(-1),
    offsets: new Int32Array(rows * length),
    targets: new Int32Array(lengths.length * padded),
  };
  for (const { text, count, row, start } of starts) {
    for (let offset = 0; offset < count; offset++) {
      const [place, source] = [row * length + start + offset, text * padded + offset];
      places.sources[place] = source;
      places.texts[place] = text;
      places.offsets[place] = offset;
      places.targets[source] = place;
    }
  }
  return places;
}
