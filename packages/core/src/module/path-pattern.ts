import { editDistance } from '../edit-distance.ts';
import { OptionError } from '../errors.ts';
import { checkKind } from '../options.ts';

/** Paths are dotted names: `encoder.layers.0`; the root is ''. */
function partsOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}

/** The path of `name` below `base`. */
export function joinPath(base: string, name: string): string {
  return base === '' || name === '' ? base + name : `${base}.${name}`;
}

function partToRegExp(part: string): string {
  return part.replace(/[$()+?[\\\]^{|}]/g, '\\$&').replaceAll('*', '[^.]*');
}

/** What a pattern matches: `*` stands for one part of a path or for a piece of one, `**` for any number of parts. */
export function patternToRegExp(pattern: string): RegExp {
  const parts = partsOf(pattern).map((part) =>
    part === '**' ? '(?:\\.[^.]+)*' : `\\.${partToRegExp(part)}`,
  );
  return new RegExp(`^${parts.join('')}$`);
}

/** True if the pattern stands for this path. Each part is preceded by a dot there, so that `**` may stand for none. */
export function matchesPath(pattern: RegExp, path: string): boolean {
  return pattern.test(path === '' ? '' : `.${path}`);
}

/** How far a name is from a part of a pattern: 0 where it fits, 1 where they share no letter. */
function partDistance(part: string, name: string): number {
  if (part === '**' || new RegExp(`^${partToRegExp(part)}$`).test(name)) return 0;
  return editDistance([...part], [...name]) / Math.max(part.length, name.length);
}

/** The paths that a person may have meant by a pattern that fits none, nearest first; [] if none is near. */
export function nearPaths(pattern: string, paths: readonly string[], count: number): readonly string[] {
  const parts = partsOf(pattern);
  const cost = {
    replace: partDistance,
    drop: (part: string) => (part === '**' ? 0 : 1),
    // A part that was left out weighs little: `weights` is near every `….weights`.
    extra: (part: string | undefined) => (part === '**' ? 0 : 0.1),
  };
  return paths
    .map((path) => ({ path, distance: editDistance(parts, partsOf(path), cost) }))
    .filter(({ distance }) => distance < parts.filter((part) => part !== '**').length)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ path }) => path);
}

/** What there is instead of what a pattern asks for, for messages: the paths near it, or some of all. */
export function choiceOf(pattern: string, paths: readonly string[]): string {
  const near = nearPaths(pattern, paths, 5);
  return near.length > 0 ? `near it: ${near.join(', ')}` : `there is: ${paths.slice(0, 9).join(', ')}`;
}

/**
 * Those of the paths that a pattern stands for, in their order: `*` is one part of a path or a piece of one, `**` any
 * number of parts.
 *
 * @throws {OptionError} for a pattern that stands for none, with the paths near it.
 *
 * @example
 * ```ts
 * import { selectPaths } from '@heed/core';
 * const paths = ['embeddings.weight', 'layer.0.weight', 'layer.0.bias', 'layer.1.weight'];
 * console.log(selectPaths(['layer.*.weight'], paths)); // ['layer.0.weight', 'layer.1.weight']
 * ```
 */
export function selectPaths(patterns: readonly string[], paths: Iterable<string>): readonly string[] {
  checkKind('selectPaths: patterns', patterns, 'a list');
  for (const pattern of patterns) checkKind('selectPaths: a pattern', pattern, 'a text');
  const all = [...paths];
  const regExps = patterns.map((pattern) => {
    const regExp = patternToRegExp(pattern);
    if (all.some((path) => matchesPath(regExp, path))) return regExp;
    throw new OptionError(`nothing has the path '${pattern}'; ${choiceOf(pattern, all)}`);
  });
  return all.filter((path) => regExps.some((regExp) => matchesPath(regExp, path)));
}
