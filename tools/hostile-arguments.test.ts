import * as attention from '@heed/attention';
import * as core from '@heed/core';
import * as speech from '@heed/speech';
import * as transformer from '@heed/transformer';
import * as training from '@heed/transformer/training';
import * as vision from '@heed/vision';
import { afterEach, expect, it } from 'vitest';

/** What callers without types give in the place of something else; above all a promise that nobody awaited. */
const given = {
  'a promise': () => Promise.resolve(1),
  'a number': () => 5,
  NaN: () => Number.NaN,
  'a text': () => 'x',
  true: () => true,
  'an empty list': () => [],
  'an object': () => ({}),
  'a date': () => new Date(0),
} as const;

/**
 * Functions that trust their callers: they run once per token, per layer or per tensor, or are written by the authors of
 * models and constraints. What they are given by users is refused before it comes to them.
 */
const trusting = [
  ...['checkOneOf', 'checkOptions', 'sizeOf', 'splitHeads', 'joinHeads', 'whisperSinusoids'],
  ...['padRows', 'runBeams', 'drawToken', 'likeliestToken', 'checkLogits', 'tokenBytes'],
  ...['badWordsProcessor', 'sequenceBiasProcessor', 'regexProcessor'],
];
/** Functions that need a network, a page or a disk. */
const outside = [
  'fetchBytes',
  'fetchPieces',
  'fetchWeights',
  'urlSource',
  'fromPretrained',
  'originPrivateStore',
];

const functions = Object.values({ core, attention, transformer, training, vision, speech })
  .flatMap((exported) => Object.entries<unknown>(exported))
  .filter(([name]) => !trusting.includes(name) && !outside.includes(name))
  .filter((entry): entry is [string, (...given: unknown[]) => unknown] => {
    const [, value] = entry;
    // Models, layers and errors are classes: what a layer is made of stands in a config, which a reader has checked.
    return typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value));
  });

const before = core.live();
afterEach(() => expect(core.live()).toEqual(before));

/** The error of a call, if it had one that is none of Heed's. */
async function bareError(fn: (...given: unknown[]) => unknown, args: readonly unknown[]): Promise<unknown> {
  try {
    let pending: unknown;
    core.tidy(() => {
      const result = fn(...args);
      if (result instanceof Promise) pending = result;
    });
    await pending;
  } catch (error) {
    if (!(error instanceof core.HeedError)) return error;
  }
  return undefined;
}

it.each(Object.entries(given))('%s, given for everything, is taken or refused by name', async (_, make) => {
  const bare: string[] = [];
  for (const [name, fn] of functions) {
    for (const count of [Math.max(fn.length, 1), fn.length + 1]) {
      const error = await bareError(
        fn,
        Array.from({ length: count }, () => make()),
      );
      if (error !== undefined) bare.push(`${name}, ${count} times: ${core.messageOf(error)}`);
    }
  }
  expect(bare).toEqual([]);
});

it('walks what is public', () => expect(functions.length).toBeGreaterThan(400));
