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
  const rows = rowsFor(lengths);
  if (rows === 0) return undefined;
  const places = layOut(lengths, padded, shareOut(lengths, rows), rows);
  return places.rows * places.length > mostPlaces(lengths, padded) ? undefined : places;
}

/** Where the texts of two padded batches stand; text i of one belongs to text i of the other. */
export interface PairPlaces {
  readonly sources: TextPlaces;
  readonly targets: TextPlaces;
}

/**
 * The same for pairs of a source and a target, which come to stand in rows of the same number.
 *
 * @param sources Tokens of each source.
 * @param targets Tokens of each target.
 * @param paddedSources Length of the padded sources.
 * @param paddedTargets Length of the padded targets.
 */
export function placePairs(
  sources: readonly number[],
  targets: readonly number[],
  paddedSources: number,
  paddedTargets: number,
): PairPlaces | undefined {
  const rowsOfEach = [rowsFor(sources), rowsFor(targets)];
  if (rowsOfEach.includes(0)) return undefined;
  const rows = Math.max(...rowsOfEach);
  const order = shareOut(
    targets.map((count, text) => count + (sources[text] ?? 0)),
    rows,
  );
  const places = {
    sources: layOut(sources, paddedSources, order, rows),
    targets: layOut(targets, paddedTargets, order, rows),
  };
  const taken = rows * (places.sources.length + places.targets.length);
  const most = mostPlaces(sources, paddedSources) + mostPlaces(targets, paddedTargets);
  return taken > most ? undefined : places;
}

/** Rows that hold all texts; none for no token. */
function rowsFor(lengths: readonly number[]): number {
  const tokens = lengths.reduce((sum, length) => sum + length, 0);
  return Math.ceil(tokens / Math.max(rowLength, ...lengths));
}

function mostPlaces(lengths: readonly number[], padded: number): number {
  return (1 - leastSaved) * lengths.length * padded;
}

/** The number of a text, and its row. */
type TextInRow = readonly [text: number, row: number];

function shareOut(lengths: readonly number[], rows: number): readonly TextInRow[] {
  const filled = new Array<number>(rows).fill(0);
  const longestFirst = [...lengths.entries()].sort(([, a], [, b]) => b - a);
  return longestFirst.map(([text, count]) => {
    const row = filled.indexOf(Math.min(...filled));
    filled[row] = (filled[row] ?? 0) + count;
    return [text, row];
  });
}

function layOut(
  lengths: readonly number[],
  padded: number,
  order: readonly TextInRow[],
  rows: number,
): TextPlaces {
  const filled = new Array<number>(rows).fill(0);
  const starts = order.map(([text, row]) => {
    const start = filled[row] ?? 0;
    const count = lengths[text] ?? 0;
    filled[row] = start + count;
    return { text, count, row, start };
  });
  const length = Math.max(...filled);
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
