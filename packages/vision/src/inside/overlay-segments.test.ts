import { expect, it } from 'vitest';
import type { Picture } from '../pictures/picture.ts';
import { overlaySegments, segmentColor } from './overlay-segments.ts';

const picture: Picture = {
  ...{ width: 3, height: 1, color: 'grey', layout: 'channels-last', range: 1 },
  data: Float32Array.of(0, 0.2, 1),
};

it('mixes colours with what is below; pixels of no segment stay', () => {
  const { data, color, range, width } = overlaySegments(picture, [1, 0, 300], { opacity: 0.25 });
  const [first, last] = [segmentColor(1), segmentColor(300)];
  expect([...data]).toEqual([
    ...first.map((value) => Math.round(0.25 * value)),
    ...[51, 51, 51],
    ...last.map((value) => Math.round(0.75 * 255 + 0.25 * value)),
  ]);
  expect([color, range, width]).toEqual(['rgb', 255, 3]);
});

it('colours of neighbouring numbers are far from each other, and two hundred are all different', () => {
  const colors = Array.from({ length: 200 }, (_, at) => segmentColor(at + 1));
  expect(new Set(colors.map(String)).size).toBe(200);
  for (const [at, color] of colors.entries()) {
    const before = colors[at - 1];
    if (before === undefined) continue;
    expect(Math.hypot(...color.map((value, channel) => value - (before[channel] ?? 0)))).toBeGreaterThan(80);
  }
});

it('refuses maps of another size, and an opacity that is none', () => {
  expect(() => overlaySegments(picture, [1, 2])).toThrow('3 × 1 pixels, and the map 2');
  expect(() => overlaySegments(picture, [1, 2, 3], { opacity: 2 })).toThrow('must lie in 0…1, got 2');
});
