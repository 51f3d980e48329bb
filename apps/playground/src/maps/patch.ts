import type { ModelShape } from '../worker/write.ts';
import type { HeadChoice } from './head-maps.ts';

/** Heads that are switched off, by layer; layers behind the last are whole. */
export type Patch = readonly (readonly number[])[];

/** One head of a model. */
export interface Head {
  readonly layer: number;
  readonly head: number;
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** The heads that a choice stands for. */
export function heads(shape: ModelShape, choice: HeadChoice): Head[] {
  const layers = choice.layer === 'mean' ? range(shape.layers) : [choice.layer];
  const chosen = choice.head === 'mean' ? range(shape.heads) : [choice.head];
  return layers.flatMap((layer) => chosen.map((head) => ({ layer, head })));
}

/** True for a head that is switched off. */
export function isOff(patch: Patch, { layer, head }: Head): boolean {
  return patch[layer]?.includes(head) ?? false;
}

/** The patch with some heads switched off, or on. */
export function toggle(patch: Patch, chosen: readonly Head[], off: boolean): Patch {
  const layers = Math.max(patch.length, ...chosen.map(({ layer }) => layer + 1));
  return range(layers).map((layer) => {
    const own = chosen.filter((one) => one.layer === layer).map(({ head }) => head);
    const others = (patch[layer] ?? []).filter((head) => !own.includes(head));
    return off ? [...others, ...own].sort((a, b) => a - b) : others;
  });
}

/**
 * All heads of the chosen one's layer off but itself; for a whole layer, all heads of the other layers. Other layers stay
 * as they are for a head: a model without any of them says nothing about it.
 */
export function keepOnly(shape: ModelShape, choice: HeadChoice): Patch {
  const kept = heads(shape, choice);
  const all = heads(
    shape,
    choice.head === 'mean' ? { layer: 'mean', head: 'mean' } : { ...choice, head: 'mean' },
  );
  const isKept = ({ layer, head }: Head): boolean =>
    kept.some((one) => one.layer === layer && one.head === head);
  return toggle(
    [],
    all.filter((one) => !isKept(one)),
    true,
  );
}
