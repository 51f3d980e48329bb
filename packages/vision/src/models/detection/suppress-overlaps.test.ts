import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CornerBox, suppressOverlaps } from './index.ts';

const side = fc.integer({ min: 0, max: 9 });
const box = fc.tuple(side, side, side, side).map(([a, b, c, d]): CornerBox => {
  return [Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)];
});
const scored = fc.array(fc.tuple(box, fc.integer({ min: 0, max: 5 })), { maxLength: 12 });
const shares = fc.constantFrom(0, 0.25, 0.5, 0.9);

/** Intersection over union by counting squares of side 1; boxes without an area overlap nothing. */
function counted([left, top, right, bottom]: CornerBox, other: CornerBox): number {
  let [shared, union] = [0, 0];
  for (let x = 0; x < 9; x++) {
    for (let y = 0; y < 9; y++) {
      const inOne = x >= left && x < right && y >= top && y < bottom;
      const inOther = x >= other[0] && x < other[2] && y >= other[1] && y < other[3];
      if (inOne && inOther) shared++;
      if (inOne || inOther) union++;
    }
  }
  return union === 0 ? 0 : Math.fround(shared / union);
}

it('what stays does not overlap, and what goes overlaps something as good that stays', () => {
  fc.assert(
    fc.property(scored, shares, (all, threshold) => {
      const boxes = all.map(([one]) => one);
      const scores = all.map(([, score]) => score);
      const kept = suppressOverlaps(boxes, scores, threshold);
      const at = <Item>(items: readonly Item[], place: number): Item => {
        const item = items[place];
        if (item === undefined) throw new Error(`no ${place}`);
        return item;
      };
      for (const [rank, place] of kept.entries()) {
        for (const better of kept.slice(0, rank)) {
          expect(at(scores, better)).toBeGreaterThanOrEqual(at(scores, place));
          expect(counted(at(boxes, better), at(boxes, place))).toBeLessThanOrEqual(threshold);
        }
      }
      for (const place of boxes.keys()) {
        if (kept.includes(place)) continue;
        const reasons = kept.filter((other) => counted(at(boxes, other), at(boxes, place)) > threshold);
        expect(reasons.some((other) => at(scores, other) >= at(scores, place))).toBe(true);
      }
    }),
  );
});

it('of equals the first stays, and a threshold of 1 leaves out nothing', () => {
  const same: CornerBox = [1, 2, 4, 7];
  expect(suppressOverlaps([same, same, same], [1, 2, 2], 0.5)).toEqual([1]);
  expect(suppressOverlaps([same, same, same], [1, 2, 2], 1)).toEqual([1, 2, 0]);
  expect(suppressOverlaps([], [], 0.5)).toEqual([]);
});

it('refuses other numbers of scores, and thresholds that are no share', () => {
  expect(() => suppressOverlaps([[0, 0, 1, 1]], [], 0.5)).toThrow('1 boxes, and 0 scores');
  expect(() => suppressOverlaps([], [], 1.5)).toThrow('must lie in 0…1, got 1.5');
});
