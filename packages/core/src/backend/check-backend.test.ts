import { expect, it } from 'vitest';
import { BackendError } from '../errors.ts';
import { Linear, loadWeights } from '../index.ts';
import { tensor, to } from '../ops/index.ts';
import { currentBackend, use } from './current.ts';
import { cpu } from './reference.ts';

const make = async (): Promise<typeof cpu> => cpu;

it.each([
  ['a promise: await it first', make()],
  ['the function make: call it, and await what it gives', make],
  ['undefined', undefined],
  ['"wasm"', 'wasm'],
  ['an object', { name: 'wasm' }],
])('%s is no backend', async (seen, given) => {
  const message = `: a backend is expected, got ${seen}`;
  const before = currentBackend();
  expect(() => Reflect.apply(use, undefined, [given])).toThrow(BackendError);
  expect(() => Reflect.apply(use, undefined, [given])).toThrow(`use${message}`);
  expect(currentBackend()).toBe(before);
  expect(() => Reflect.apply(to, undefined, [tensor([1]), given])).toThrow(`to${message}`);
  if (given === undefined) return;
  const loading = Reflect.apply(loadWeights, undefined, [
    new Linear(1, 1),
    new Uint8Array(),
    { backend: given },
  ]);
  await expect(loading).rejects.toThrow(`loadWeights${message}`);
});
