import assert from 'node:assert/strict';
import { wasm } from '@heed/backend-wasm';
import { currentBackend, matmul, tensor, use } from '@heed/core';

use(await wasm());
assert.notEqual(currentBackend().name, 'cpu');
const product = matmul(tensor([[1, 2, 3]]), tensor([[4], [5], [6]]));
assert.deepEqual([...(await product.data())], [32]);
console.log('ok');
