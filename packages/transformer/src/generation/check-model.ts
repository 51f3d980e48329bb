import { OptionError, showValue } from '@heed/core';

/** Refuses what generates nothing, such as the promise of `fromPretrained`, or all that it gives in place of its model. */
export function checkGenerative(model: object): void {
  if (isObject(model) && ('encode' in model || 'createCache' in model)) return;
  throw new OptionError(`a language model or an encoder–decoder is needed, ${seen(model)}`);
}

/** The same for what serves decoder-only models alone. */
export function checkCausal(name: string, model: object): void {
  if (isObject(model) && 'createCache' in model && !('encode' in model)) return;
  throw new OptionError(`${name}: a decoder-only language model is needed, ${seen(model)}`);
}

function isObject(given: unknown): given is object {
  return typeof given === 'object' && given !== null;
}

function seen(given: unknown): string {
  if (given instanceof Promise) return 'this is a promise: await it first';
  if (!isObject(given)) return `this is ${showValue(given)}`;
  const meant = 'model' in given ? ': give its model' : '';
  return `this is ${given.constructor.name}${meant}`;
}
