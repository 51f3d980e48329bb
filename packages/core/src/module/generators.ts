import { checkKind } from '../options.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Module } from './module.ts';

/** A module that draws random numbers in training. */
interface Drawing {
  generator: RandomGenerator;
}

function draws(module: object): module is Drawing {
  return 'generator' in module && module.generator instanceof RandomGenerator;
}

/**
 * The sources of randomness in a module and below, each once.
 *
 * @example
 * ```ts
 * import { Dropout, generatorsOf, RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(7);
 * console.log([...generatorsOf(new Dropout(0.1, generator))][0] === generator); // true
 * ```
 */
export function generatorsOf(model: Module): ReadonlySet<RandomGenerator> {
  checkKind('generatorsOf: model', model, 'a module');
  const found = new Set<RandomGenerator>();
  for (const [, module] of model.modules()) if (draws(module)) found.add(module.generator);
  return found;
}

/**
 * Lets all dropout of a model draw from one generator, whose state then makes a run repeatable: a model that was loaded
 * has one that nobody else holds.
 *
 * @example
 * ```ts
 * import { Dropout, RandomGenerator, shareGenerator } from '@heed/core';
 * const generator = new RandomGenerator(7);
 * const layer = new Dropout(0.5);
 * shareGenerator(layer, generator);
 * console.log(layer.generator === generator); // true
 * ```
 */
export function shareGenerator(model: Module, generator: RandomGenerator): void {
  checkKind('shareGenerator: model', model, 'a module');
  checkKind('shareGenerator: generator', generator, 'a RandomGenerator');
  for (const [, module] of model.modules()) if (draws(module)) module.generator = generator;
}
