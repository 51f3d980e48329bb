import assert from 'node:assert/strict';
import { grad, live, multiply, sum, tensor } from '@heed/core';

// d/dx Σx² = 2x
const x = tensor([1, 2, 3]);
const [gradient] = grad((one) => sum(multiply(one, one)))(x);
assert.deepEqual([...(await gradient.data())], [2, 4, 6]);

// What was made on the way is freed.
assert.deepEqual(
  live().map(({ backend, tensors }) => [backend, tensors]),
  [['cpu', 2]],
);
console.log('ok');
