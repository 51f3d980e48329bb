import { wasm } from '@heed/backend-wasm';
import { live, use } from '@heed/core';
import { expect, it } from 'vitest';
import { prepareWork } from './work.ts';

it('200 training steps and 300 generated tokens leave nothing behind', async () => {
  const backend = await wasm();
  const before = use(backend);
  const work = prepareWork();
  const memory = (): unknown => ({ live: live(), linear: backend.report().details['memoryBytes'] });
  for (let step = 0; step < 20; step++) work.trainStep();
  await work.generate();
  const settled = memory();
  for (let step = 0; step < 200; step++) work.trainStep();
  for (let tokens = 0; tokens < 300; ) tokens += await work.generate();
  expect(memory()).toEqual(settled);
  work.dispose();
  expect(backend.memory()).toEqual({ buffers: 0, bytes: 0 });
  use(before);
  backend.dispose();
});
