import * as h from '@heed/core';
import { expect, it } from 'vitest';
import { wasm } from '../index.ts';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  crossEntropy: {
    plain: (x) => [h.crossEntropy(x.float(11, 17), x.ids(17, 11), { reduction: 'none' })],
    'ignored and smoothed': (x) => [
      h.crossEntropy(x.float(11, 17), x.ids(17, 11), {
        ignoreIndex: 3,
        labelSmoothing: 0.1,
        reduction: 'none',
      }),
    ],
    'many classes': (x) => [h.crossEntropy(x.float(5, 5003), x.ids(5003, 5), { labelSmoothing: 0.1 })],
  },
  crossEntropyGradient: {
    'ignored and smoothed': (x) => {
      const ids = x.ids(5, 31);
      return h.grad((y) => h.crossEntropy(y, ids, { ignoreIndex: 3, labelSmoothing: 0.1 }))(x.float(31, 5));
    },
  },
});

it('makes no copy of the logits: the loss needs no memory of their size, the gradient once', async () => {
  const backend = await wasm({ threads: 2 });
  const before = h.use(backend);
  const reserved = (): number => Number(backend.report().details['memoryBytes']);
  // More than the 16 MiB by which memory grows at least.
  const [rows, classes] = [653, 8009];
  const bytes = rows * classes * 4;
  h.tidy(() => {
    const logits = h.tensor(new Float32Array(rows * classes), { shape: [rows, classes] });
    const targets = h.tensor(
      Int32Array.from({ length: rows }, (_, row) => row),
      { shape: [rows] },
    );
    const start = reserved();
    expect(h.crossEntropy(logits, targets).item()).toBeCloseTo(Math.log(classes), 5);
    expect(reserved() - start).toBeLessThan(0.9 * bytes);
    h.grad((x) => h.crossEntropy(x, targets))(logits);
    expect(reserved() - start).toBeLessThan(1.9 * bytes);
  });
  h.use(before);
  backend.dispose();
});
