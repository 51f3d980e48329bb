import * as attention from '@heed/attention';
import * as core from '@heed/core';
import * as speech from '@heed/speech';
import * as transformer from '@heed/transformer';
import * as training from '@heed/transformer/training';
import * as vision from '@heed/vision';
import { afterEach, expect, it } from 'vitest';

/** What callers without types give in the place of something else; above all a promise that nobody awaited, or nothing. */
const given = {
  nothing: () => undefined,
  'a promise': () => Promise.resolve(1),
  'a number': () => 5,
  NaN: () => Number.NaN,
  'a text': () => 'x',
  true: () => true,
  'an empty list': () => [],
  'an object': () => ({}),
  'a date': () => new Date(0),
  'a published config that no reader has read': () => new transformer.HfConfig({ hidden_size: 8 }),
} as const;

/**
 * Functions that trust their callers: they run once per token, per layer or per tensor, or are written by the authors of
 * models. What they are given by users is refused before it comes to them.
 */
const trusting = [
  ...[
    'checkOneOf',
    'checkOptions',
    'sizeOf',
    'sameShape',
    'writeInto',
    'kaimingNormal',
    'splitHeads',
    'joinHeads',
  ],
  ...['throughLayers', 'statesAsked', 'logBucket', 'relativePositionBucket', 'whisperSinusoids'],
];
/** Classes that trust theirs: nobody makes one by hand, but functions that have checked, or a subclass. */
const made = [
  ...['Tensor', 'SafetensorsFile', 'GgufFile', 'TorchFile', 'Activations', 'LoraAdapter', 'LowRankLinear'],
  ...['Optimizer', 'RecurrentNetwork'],
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

const exported = Object.values({ core, attention, transformer, training, vision, speech })
  .flatMap((one) => Object.entries<unknown>(one))
  .filter(([name]) => ![...trusting, ...made, ...outside].includes(name));
const isClass = (value: unknown): boolean => /^class\b/.test(Function.prototype.toString.call(value));
const functions = exported.filter((entry): entry is [string, (...given: unknown[]) => unknown] => {
  const [, value] = entry;
  return typeof value === 'function' && !isClass(value);
});
const classes = exported.filter((entry): entry is [string, new (...given: unknown[]) => object] => {
  const [, value] = entry;
  return typeof value === 'function' && isClass(value);
});
/** What is called with arguments: functions, and constructors. */
const called: readonly (readonly [string, (...given: unknown[]) => unknown, number])[] = [
  ...functions.map(([name, fn]) => [name, fn, fn.length] as const),
  ...classes.map(
    ([name, Made]) => [`new ${name}`, (...args: unknown[]) => void new Made(...args), Made.length] as const,
  ),
];

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
  for (const [name, fn, length] of called) {
    for (const count of [Math.max(length, 1), length + 1]) {
      const error = await bareError(
        fn,
        Array.from({ length: count }, () => make()),
      );
      if (error !== undefined) bare.push(`${name}, ${count} times: ${core.messageOf(error)}`);
    }
  }
  expect(bare).toEqual([]);
});

it('walks what is public', () => {
  expect(functions.length).toBeGreaterThan(400);
  expect(classes.length).toBeGreaterThan(400);
});
