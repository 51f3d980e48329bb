import { expect, it } from 'vitest';
import { tensor } from '../ops/tensor.ts';
import { type Leak, reportLeaks } from './leaks.ts';

/** Makes a tensor that nobody keeps. */
function lose(): void {
  tensor([1, 2, 3]);
}

it('reports a tensor that was lost, with its place of birth', async () => {
  const leaks: Leak[] = [];
  const stop = reportLeaks((leak) => leaks.push(leak));
  lose();
  const freed = tensor([1, 2, 3, 4, 5]);
  freed.dispose();
  stop();
  for (let round = 0; round < 20 && leaks.length === 0; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(leaks).toHaveLength(1);
  expect(leaks[0]?.shape).toEqual([3]);
  expect(leaks[0]?.birthplace).toContain('lose');
});
