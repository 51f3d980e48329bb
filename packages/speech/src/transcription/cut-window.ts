/** Frames of log-mel features a second, and in one step of the time stamps. */
export const framesPerSecond = 100;
const framesPerStamp = 2;

/** Ids between two time stamps, and when they were said: seconds from the beginning of the window. */
export interface WindowPiece {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly number[];
}

/** The pieces of a window and how far the next one lies. */
export interface CutWindow {
  readonly pieces: readonly WindowPiece[];
  /** Frames from this window to the next. */
  readonly advance: number;
  /** Whether one time stamp ends the window: nothing is said after it. */
  readonly closed: boolean;
}

/**
 * Cuts what was written in a window where two time stamps meet, as openai/whisper does. What follows the last pair is
 * not finished: the next window begins there and hears it again. Where no two meet, the window is one piece.
 *
 * Stamps that fall are refused: what follows the first of them is heard again. The next window always lies further on.
 *
 * @param frames Frames of the window that hold sound.
 */
export function cutWindow(written: readonly number[], firstTimestampId: number, frames: number): CutWindow {
  const ids = untilStampsFall(written, firstTimestampId);
  const isStamp = (at: number): boolean => (ids[at] ?? -1) >= firstTimestampId;
  const stepsAt = (at: number): number => (ids[at] ?? firstTimestampId) - firstTimestampId;
  const secondsAt = (at: number): number => (stepsAt(at) * framesPerStamp) / framesPerSecond;
  const closed = ids.length > 1 && !isStamp(ids.length - 2) && isStamp(ids.length - 1);
  const cuts = ids.flatMap((_, at) => (at > 0 && isStamp(at - 1) && isStamp(at) ? [at] : []));
  if (cuts.length === 0) {
    const last = ids.findLastIndex((_, at) => isStamp(at));
    const end = last >= 0 && stepsAt(last) > 0 ? secondsAt(last) : frames / framesPerSecond;
    return { pieces: [{ start: 0, end, ids }], advance: frames, closed };
  }
  const ends = closed ? [...cuts, ids.length] : cuts;
  const pieces = ends.map((end, at) => {
    const start = ends[at - 1] ?? 0;
    return { start: secondsAt(start), end: secondsAt(end - 1), ids: ids.slice(start, end) };
  });
  const advance = closed ? 0 : stepsAt((cuts.at(-1) ?? 1) - 1) * framesPerStamp;
  return { pieces, advance: advance > 0 ? Math.min(advance, frames) : frames, closed };
}

function untilStampsFall(ids: readonly number[], firstTimestampId: number): readonly number[] {
  let latest = firstTimestampId;
  for (const [at, id] of ids.entries()) {
    if (id >= firstTimestampId && id < latest) return ids.slice(0, at);
    latest = Math.max(latest, id);
  }
  return ids;
}
