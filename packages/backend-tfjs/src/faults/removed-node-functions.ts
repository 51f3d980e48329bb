/**
 * Functions of `node:util` that tfjs-node 4.22 calls in nearly every kernel, and that newer versions of Node take away;
 * before, they print a warning at their first call.
 */
const functions: Readonly<Record<string, (value: unknown) => boolean>> = {
  isNullOrUndefined: (value) => value === null || value === undefined,
  isArray: Array.isArray,
};

/** Node's own modules, where there is Node. */
interface WithModules {
  readonly getBuiltinModule?: (name: string) => Record<string, unknown> | undefined;
}

/** Puts the functions in place and gives the names of those that were missing; none where there is no Node. */
export function restoreNodeFunctions(): readonly string[] {
  const { process }: { readonly process?: WithModules } = globalThis;
  const util = process?.getBuiltinModule?.('node:util');
  if (util === undefined) return [];
  const missing = Object.keys(functions).filter((name) => util[name] === undefined);
  Object.assign(util, functions);
  return missing;
}
