import { describe, expect, it } from 'vitest';
import type { DetectedObject } from '../models/detection/index.ts';
import type { Picture } from '../pictures/picture.ts';
import { detectedObjectsSvg } from './detected-objects-svg.ts';

const picture: Picture = {
  ...{ width: 320, height: 160, color: 'grey', layout: 'channels-last', range: 255 },
  data: new Uint8Array(320 * 160),
};
const cat: DetectedObject = { label: 'cat', probability: 0.934, box: [40, 50, 120, 130], query: 3 };
const dog: DetectedObject = { label: 'dog', probability: 0.6, box: [200, -9, 400, 80], query: 1 };

describe('detectedObjectsSvg', () => {
  const svg = detectedObjectsSvg(picture, [cat, dog], { description: 'A garden' });

  it('boxes in pixels, the likeliest last and on top, cut at the edge', () => {
    const boxes = [
      ...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" fill="none"/g),
    ];
    expect(boxes.map((found) => found.slice(1, 5).map(Number))).toEqual([
      [200, 0, 120, 80],
      [40, 50, 80, 80],
    ]);
    expect(svg).toContain('viewBox="0 0 320 160"');
    expect(svg).toContain('href="data:image/png;base64,iVBOR');
  });

  it('labels with their probabilities, a colour for each, and the same told in words', () => {
    expect([...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text)).toEqual([
      'dog 60 %',
      'cat 93 %',
    ]);
    const colors = [...svg.matchAll(/stroke="([^"]+)"/g)].map(([, color]) => color);
    expect(new Set(colors).size).toBe(2);
    expect(svg).toContain('<title>A garden: cat 93 %, dog 60 %</title>');
    expect(detectedObjectsSvg(picture, [])).toContain('<title>nothing found</title>');
  });

  it('a label cannot end its element', () => {
    const named = detectedObjectsSvg(picture, [{ ...cat, label: '</text><script>"' }]);
    expect(named).not.toContain('<script');
    expect(named).toContain('&lt;/text&gt;&lt;script&gt;&quot;');
  });

  it('refuses boxes that are not numbers', () => {
    const broken = { ...cat, box: [0, 0, Number.NaN, 1] } as const;
    expect(() => detectedObjectsSvg(picture, [broken])).toThrow('the box of cat is 0, 0, NaN, 1');
  });
});
