import type { RunObserver } from './observer.ts';
import type { RunStore } from './run-store.ts';

/** Longest log that is read when a run goes on. */
const mostBytes = 1_000_000_000;

/**
 * Writes what a run says of itself into a file of JSON Lines: an object for each update and each evaluation, with its step.
 * When a run goes on from a saved state, lines of later steps are taken out first, so that each step stands there once.
 *
 * @param name The file's name in the store.
 *
 * @example
 * ```ts
 * import { jsonLinesLog, memoryStore } from '@heed/transformer/training';
 * const store = memoryStore();
 * const log = jsonLinesLog(store);
 * await log.onEvaluation?.({ step: 100, measures: { loss: 0.4 }, isBest: true });
 * ```
 */
export function jsonLinesLog(store: RunStore, name = 'log.jsonl'): RunObserver {
  const text = new TextEncoder();
  const write = (value: object): Promise<void> =>
    store.append(name, text.encode(`${JSON.stringify(value)}\n`));
  return {
    onStart: async ({ step }) => {
      const source = await store.open(name);
      if (source === undefined) return;
      const bytes = await source.read(0, Math.min(source.size, mostBytes));
      await source.close?.();
      const kept = new TextDecoder()
        .decode(bytes)
        .split('\n')
        .filter((line) => stepOf(line) <= step)
        .map((line) => text.encode(`${line}\n`));
      await store.write(name, inTurn(kept));
    },
    onStep: (report) => write(report),
    onEvaluation: ({ step, measures, isBest }) => write({ step, evaluation: measures, isBest }),
  };
}

async function* inTurn(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces;
}

/** The step of a line; a line that was cut short belongs to none. */
function stepOf(line: string): number {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'step' in value
      ? Number(value.step)
      : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
