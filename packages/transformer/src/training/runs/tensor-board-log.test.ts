import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { memoryStore, tensorBoardLog } from './index.ts';

it('the event file has the bytes of TensorBoard’s own writer', async () => {
  const store = memoryStore();
  const log = tensorBoardLog(store, { name: 'events', now: () => 1_700_000_000_250 });
  await log.onStart?.({ step: 7, steps: 400 });
  const report = { step: 8, loss: 0.75, norm: 1.5, rate: 0.001, targets: 5 };
  await log.onStep?.({ ...report, epoch: 0, targetsInAll: 5, seconds: 1 });
  await log.onEvaluation?.({ step: 300, measures: { accuracy: 0.8125 }, isBest: true });
  const source = await store.open('events');
  // Made by fixtures/training/make_events.py.
  const golden = readFileSync(new URL('../../../../../fixtures/training/events.bin', import.meta.url));
  expect(Buffer.from((await source?.read(0, source.size)) ?? []).toString('hex')).toBe(
    golden.toString('hex'),
  );
});
