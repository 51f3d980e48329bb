import { checkOptions, checkWhole, OptionError, RandomGenerator } from '@heed/core';
import { PublishedBeams } from './published-beams.ts';
import { SingleText } from './single-text.ts';
import type { SearchLimits, TextSearch } from './text-search.ts';
import type { DecodeWindowOptions } from './window-decoder.ts';

const optionNames = [
  'language',
  'task',
  'previous',
  'temperature',
  'beams',
  'bestOf',
  'withoutTimestamps',
  'seed',
  'signal',
];

/** Refuses options of a window that are unknown or out of range. */
export function checkWindowOptions(options: DecodeWindowOptions): void {
  checkOptions('decodeWindows', options, optionNames);
  const { temperature = 0, beams = 1, bestOf = 1, seed = 0 } = options;
  checkWhole('beams', beams);
  checkWhole('bestOf', bestOf);
  checkWhole('seed', seed, 0);
  if (!(temperature >= 0 && Number.isFinite(temperature))) {
    throw new OptionError(`temperature must be from 0 and finite, got ${temperature}`);
  }
}

/** The searches of one window: one by likelihood or beams at temperature 0, else as many as are drawn. */
export function searchesOf(options: DecodeWindowOptions, limits: SearchLimits): readonly TextSearch[] {
  const { temperature = 0, beams = 1, bestOf = 1 } = options;
  if (temperature === 0) return [beams === 1 ? new SingleText(limits) : new PublishedBeams(beams, limits)];
  const seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
  return Array.from(
    { length: bestOf },
    (_, draw) => new SingleText(limits, { temperature, generator: new RandomGenerator(seed + draw) }),
  );
}
