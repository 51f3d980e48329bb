import { escapeText } from '@heed/attention/pictures';
import { checkKind, checkOptions, OptionError } from '@heed/core';
import { schemeTableau10 } from 'd3-scale-chromatic';
import type { DetectedObject } from '../models/detection/detected-objects.ts';
import { checkPicture, type Picture } from '../pictures/picture.ts';
import { pngAddress } from './png-address.ts';

/** Options of {@link detectedObjectsSvg}. */
export interface DetectedObjectsSvgOptions {
  /** What the picture shows, for those who do not see it; what was found is told in any case. */
  readonly description?: string;
}

/** A colour for each label, the same in every picture with these labels in this order. */
function colorsOf(objects: readonly DetectedObject[]): ReadonlyMap<string, string> {
  const labels = [...new Set(objects.map(({ label }) => label))].sort();
  return new Map(
    labels.map((label, at) => [label, schemeTableau10[at % schemeTableau10.length] ?? '#4e79a7']),
  );
}

/** A percentage as it is read. */
function shareOf(probability: number): string {
  return `${Math.round(100 * probability)} %`;
}

/**
 * A picture with what a detector found in it, as an SVG in one piece: boxes with their labels and probabilities, the
 * likeliest on top, one colour for each label.
 *
 * @param objects With boxes in pixels: of `detectedObjects(…, { pictures: [picture] })`.
 * @throws {OptionError} for boxes that are not numbers.
 *
 * @example
 * ```ts
 * import { detectedObjectsSvg } from '@heed/vision';
 * const picture = {
 *   width: 40, height: 30, color: 'grey', layout: 'channels-last', range: 255, data: new Uint8Array(1200).fill(99),
 * } as const;
 * const cat = { label: 'cat', probability: 0.93, box: [4, 5, 20, 25], query: 7 } as const;
 * console.log(detectedObjectsSvg(picture, [cat]).startsWith('<svg')); // true
 * ```
 */
export function detectedObjectsSvg(
  picture: Picture,
  objects: readonly DetectedObject[],
  options: DetectedObjectsSvgOptions = {},
): string {
  checkOptions('detectedObjectsSvg', options, ['description']);
  checkKind('detectedObjectsSvg: objects', objects, 'a list');
  for (const object of objects) checkKind('detectedObjectsSvg: box', object?.box, 'a list');
  const { width, height } = checkPicture(picture);
  const colors = colorsOf(objects);
  const size = Math.max(width, height);
  const [line, letter] = [size / 160, size / 32];
  const boxes = objects.toReversed().map((object) => {
    const { label, probability, box } = object;
    if (!box.every(Number.isFinite)) {
      throw new OptionError(`detectedObjectsSvg: the box of ${label} is ${box.join(', ')}`);
    }
    // What reaches over the edge is cut, so that the label can be read.
    const [left, right] = [within(box[0], width), within(box[2], width)];
    const [top, bottom] = [within(box[1], height), within(box[3], height)];
    const color = colors.get(label) ?? '';
    const text = `${label} ${shareOf(probability)}`;
    const reach = letter * (0.6 * text.length + 0.6);
    const start = Math.max(0, Math.min(left, width - reach));
    const base = Math.max(top, 1.4 * letter);
    return [
      `<rect x="${round(left)}" y="${round(top)}" width="${round(right - left)}" height="${round(bottom - top)}"`,
      ` fill="none" stroke="${color}" stroke-width="${round(line)}"/>`,
      `<rect x="${round(start)}" y="${round(base - 1.4 * letter)}" width="${round(reach)}"`,
      ` height="${round(1.4 * letter)}" fill="${color}"/>`,
      `<text x="${round(start + 0.3 * letter)}" y="${round(base - 0.4 * letter)}" fill="#000">${escapeText(text)}</text>`,
    ].join('');
  });
  const found = objects.map(({ label, probability }) => `${label} ${shareOf(probability)}`).join(', ');
  const title = [options.description, found === '' ? 'nothing found' : found].filter(Boolean).join(': ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeText(title)}</title>`,
    `<image href="${pngAddress(picture)}" width="${width}" height="${height}"/>`,
    `<g font-family="ui-monospace, monospace" font-size="${round(letter)}">${boxes.join('')}</g>`,
    '</svg>',
  ].join('');
}

function within(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length);
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
