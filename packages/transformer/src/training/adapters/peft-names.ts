import { type Module, toSnakeCase } from '@heed/core';

/** How Peft's names differ from those of Heed's modules: a family's `savedName`, on names of parameters. */
export interface AdapterNameOptions {
  /** Gives a name of the module (`q_proj.weight`) its name in published files, where they differ. */
  readonly savedName?: (name: string) => string;
}

/** What stands before every name in Peft's files. */
export const peftPrefix = 'base_model.model.';

/** The name of a module in published files. */
export function moduleName(path: string, { savedName = (name) => name }: AdapterNameOptions): string {
  return savedName(`${toSnakeCase(path)}.weight`).replace(/\.weight$/, '');
}

/**
 * Finds paths by the names in a file. A model with a head may have a first part that one without lacks, on either side.
 */
export function pathFinder(
  paths: Iterable<string>,
  nameOf: (path: string) => string,
): (name: string) => string | undefined {
  const byName = new Map(Array.from(paths, (path) => [nameOf(path), path]));
  return (name) => {
    const exact = byName.get(name);
    if (exact !== undefined) return exact;
    const near = [...byName].filter(([own]) => own.endsWith(`.${name}`) || name.endsWith(`.${own}`));
    return near.length === 1 ? near[0]?.[1] : undefined;
  };
}

/** The shortest way for Peft to say which modules: their last names, if no other module has them, else all in full. */
export function targetNames(model: Module, paths: Iterable<string>, options: AdapterNameOptions): string[] {
  const names = Array.from(paths, (path) => moduleName(path, options));
  const last = (name: string): string => name.split('.').at(-1) ?? name;
  const lastNames = new Set(names.map(last));
  const alike = Array.from(model.modules(), ([path]) => moduleName(path, options)).filter((name) =>
    lastNames.has(last(name)),
  );
  return new Set(alike).size === names.length ? [...lastNames] : names;
}
