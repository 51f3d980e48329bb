import { checkKind, type Module, OptionError, type Parameter, selectPaths } from '@heed/core';

/** A module that stands in for another, which it holds. */
export interface Wrapper extends Module {
  readonly baseLayer: Module;
}

/** Modules that were replaced, and how to undo it. */
export interface Replaced<Wrapped extends Wrapper> {
  /** The new modules by the paths of those that they stand for. */
  readonly wrappers: ReadonlyMap<string, Wrapped>;
  /** Puts the former modules back. */
  restore(): void;
}

/**
 * Puts wrappers in the places of modules below `model`; a module that stands in several places gets one wrapper.
 *
 * @param patterns Paths of the modules: `**.attention.self.query`.
 * @throws {OptionError} for a pattern that stands for no module, and for the model itself.
 */
function replaceModules<Wrapped extends Wrapper>(
  model: Module,
  patterns: readonly string[],
  wrap: (module: Module, path: string) => Wrapped,
): Replaced<Wrapped> {
  const modules = new Map(model.modules());
  const paths = selectPaths(patterns, modules.keys());
  if (paths.includes('')) throw new OptionError('the model itself cannot be replaced; name modules below it');
  const byModule = new Map<Module, Wrapped>();
  const wrappers = new Map<string, Wrapped>();
  for (const path of paths) {
    const module = modules.get(path);
    if (module === undefined || byModule.has(module)) continue;
    const wrapper = wrap(module, path).train(module.training);
    byModule.set(module, wrapper);
    wrappers.set(path, wrapper);
  }
  const places = [...placesOf(model, byModule)];
  for (const { parent, name, module } of places) setChild(parent, name, byModule.get(module) ?? module);
  return {
    wrappers,
    restore: () => {
      for (const { parent, name, module } of places) setChild(parent, name, module);
    },
  };
}

/** Where modules stand. */
interface Place {
  readonly parent: Module;
  readonly name: string;
  readonly module: Module;
}

function* placesOf(model: Module, wanted: ReadonlyMap<Module, Module>): Generator<Place> {
  const parents = new Set(Array.from(model.modules(), ([, module]) => module));
  for (const parent of parents) {
    for (const [name, module] of parent.children()) if (wanted.has(module)) yield { parent, name, module };
  }
}

/** `name` is a field, or a field and a place in the array there: `layers.3`. */
function setChild(parent: Module, name: string, module: Module): void {
  const [field = '', index] = name.split('.');
  const holder: unknown = index === undefined ? parent : Reflect.get(parent, field);
  if (typeof holder === 'object' && holder !== null) Reflect.set(holder, index ?? field, module);
}

/** What is replaced, and what is trained beside the wrappers. */
export interface AttachOptions {
  readonly targets: readonly string[];
  /** Paths of modules whose parameters are trained as well. */
  readonly trainedModules: readonly string[];
}

/** The same as {@link replaceModules}, with all frozen but the wrappers' own parameters and those that are named. */
export function attachModules<Wrapped extends Wrapper>(
  model: Module,
  { targets, trainedModules }: AttachOptions,
  wrap: (module: Module, path: string) => Wrapped,
): Replaced<Wrapped> {
  checkKind('adapters: model', model, 'a module');
  checkKind('adapters: trainedModules', trainedModules, 'a list');
  const parameters = model.parameters();
  const before = new Map<Parameter, boolean>(Array.from(parameters.values(), (one) => [one, one.trainable]));
  const patterns = trainedModules.map((path) => `${path}.**`);
  const named = patterns.length === 0 ? [] : selectPaths(patterns, parameters.keys());
  const trained = new Set(named.map((path) => parameters.get(path)));
  const { wrappers, restore } = replaceModules(model, targets, wrap);
  for (const parameter of before.keys()) parameter.trainable = trained.has(parameter);
  return {
    wrappers,
    restore: () => {
      restore();
      for (const [parameter, trainable] of before) parameter.trainable = trainable;
    },
  };
}
