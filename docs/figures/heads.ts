import {
  AlibiPositions,
  causalMask,
  MultiHeadAttention,
  maskFrom,
  type PositionScheme,
  RotaryPositions,
  slidingWindowMask,
} from '@heed/attention';
import { collect, concat, RandomGenerator, reshape, type Tensor, tidy } from '@heed/core';
import { type Heat, inRows } from './heat.ts';

/** Which keys a query sees. */
export type MaskKind = 'all' | 'causal' | 'window' | 'prefix';
/** How the order of the words enters. */
export type PositionKind = 'none' | 'rotary' | 'alibi';

/** What {@link headMaps} shows. */
export interface HeadsChoice {
  readonly words: readonly string[];
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly mask: MaskKind;
  readonly positions: PositionKind;
  readonly seed: number;
}

/** Width of the states in the figure. */
const stateWidth = 24;

function maskOf(kind: MaskKind, length: number): Tensor | undefined {
  if (kind === 'causal') return causalMask(length, length);
  if (kind === 'window') return slidingWindowMask(length, length, { window: 2 });
  // The first two words are seen by all; after them, each word sees what came before.
  if (kind === 'prefix') return maskFrom((query, key) => key < 2 || key <= query, length, length);
  return undefined;
}

function positionsOf(kind: PositionKind, heads: number): PositionScheme | undefined {
  if (kind === 'rotary') return new RotaryPositions(stateWidth / heads);
  return kind === 'alibi' ? new AlibiPositions(heads) : undefined;
}

/** The weights of every head of a fresh multi-head attention over random states, equal words having equal states. */
export function headMaps(choice: HeadsChoice): Heat[] {
  const { words, heads, keyValueHeads } = choice;
  return tidy(() => {
    const generator = new RandomGenerator(choice.seed);
    const positions = positionsOf(choice.positions, heads);
    const attention = new MultiHeadAttention(stateWidth, heads, {
      keyValueHeads,
      ...(positions && { positions }),
    }).initialize(generator);
    const byWord = new Map(
      [...new Set(words)].map((word) => [word, generator.normal([1, stateWidth], 0, 2)]),
    );
    const states = reshape(
      concat(
        words.flatMap((word) => byWord.get(word) ?? []),
        { axis: 0 },
      ),
      [1, words.length, stateWidth],
    );
    const mask = maskOf(choice.mask, words.length);
    const maps = collect(attention, ['weights'], () => attention.forward(states, mask ? { mask } : {}));
    const rows = inRows(maps.at('weights').dataSync(), words.length);
    maps.dispose();
    attention.dispose();
    return Array.from({ length: heads }, (_, head) => ({
      rows: words,
      columns: words,
      values: rows.slice(head * words.length, (head + 1) * words.length),
    }));
  });
}
