import { allCodePoints, type CodePoints } from './expression.ts';

const known = new Map<string, readonly CodePoints[]>();

/**
 * The code points that a class such as `[^"\\]`, `\d` or `\p{L}` holds: JavaScript itself is asked for each.
 *
 * @param raw The class as it stands in a regular expression.
 */
export function characterRanges(raw: string, dotAll: boolean, unicodeSets: boolean): readonly CodePoints[] {
  const flags = `${dotAll ? 's' : ''}${unicodeSets ? 'v' : 'u'}`;
  const key = `${flags} ${raw}`;
  const ranges = known.get(key) ?? find(new RegExp(`^${raw}$`, flags));
  known.set(key, ranges);
  return ranges;
}

function find(one: RegExp): CodePoints[] {
  const ranges: [number, number][] = [];
  for (const [first, last] of allCodePoints) {
    for (let point = first; point <= last; point++) {
      if (!one.test(String.fromCodePoint(point))) continue;
      const open = ranges.at(-1);
      if (open !== undefined && open[1] === point - 1) open[1] = point;
      else ranges.push([point, point]);
    }
  }
  return ranges;
}
