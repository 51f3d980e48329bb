import { type Module, type NameOptions, toSnakeCase } from '@heed/core';

/** How the names of a family's published files differ from those of its modules. */
export interface PictureWeightFamily {
  /** First part of the names that files with a head have and files without one leave out. */
  readonly prefix: string;
  /** What a file may hold and a module may lack: poolers, heads and mask tokens. */
  readonly parts: readonly string[];
}

/** Tables that files store and that are computed here. */
const buffers = /(^|\.)(position_ids|relative_position_index)$/;

/**
 * How `loadWeights` reads a family's files into a module with or without a head: the prefix is there or not, and parts
 * that the module lacks are left out. What the module has and the file lacks is missing all the same.
 */
export function pictureWeightNames(module: Module, { prefix, parts }: PictureWeightFamily): NameOptions {
  const start = `${prefix}.`;
  const local = (name: string): string => (name.startsWith(start) ? name.slice(start.length) : name);
  const isOf = (part: string, name: string): boolean => name === part || name.startsWith(`${part}.`);
  const own = Array.from(module.parameterPaths(), ([path]) => local(toSnakeCase(path)));
  const lacking = parts.filter((part) => !own.some((name) => isOf(part, name)));
  return {
    prefix,
    rename: (name) =>
      buffers.test(name) || lacking.some((part) => isOf(part, local(name))) ? undefined : name,
  };
}

/** True for names of a file that hold a pooler. */
export function hasPooler(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => /(^|\.)pooler\.dense\.weight$/.test(name));
}
