import * as h from '@heed/core';
import { testKernels } from '../testing/test-kernels.ts';

testKernels({
  negate: { '[3, 7]': (x) => [h.negate(x.float(3, 7))] },
  exp: { '[5, 13]': (x) => [h.exp(x.float(5, 13))] },
  log: { '[37]': (x) => [h.log(x.positive(37))] },
  sqrt: { '[37]': (x) => [h.sqrt(x.positive(37))] },
  rsqrt: { '[11, 3]': (x) => [h.rsqrt(x.positive(11, 3))] },
  tanh: { '[19]': (x) => [h.tanh(x.float(19))] },
  sigmoid: { '[2, 17]': (x) => [h.sigmoid(x.float(2, 17))] },
  erf: { '[23]': (x) => [h.erf(x.float(23))] },
  abs: { '[5]': (x) => [h.abs(x.float(5))] },
  relu: { '[41]': (x) => [h.relu(x.float(41))], 'two tiles': (x) => [h.relu(x.float(16411))] },
  silu: { '[67]': (x) => [h.silu(x.float(67))] },
  softplus: { '[43]': (x) => [h.softplus(x.float(43))] },
  sin: { '[43]': (x) => [h.sin(x.float(43))] },
  cos: { '[3, 5]': (x) => [h.cos(x.float(3, 5))] },
  power: {
    'whole exponents': (x) => [2, 3, -1, -2, 0].map((n) => h.power(x.positive(37), n)),
    'other exponents': (x) => [1.5, -0.25].map((n) => h.power(x.positive(37), n)),
  },
  siluGradient: { '[53]': (x) => h.grad((y) => h.sum(h.multiply(h.silu(y), y)))(x.float(53)) },
  reluGradient: { '[41]': (x) => h.grad((y) => h.sum(h.relu(y)))(x.float(41)) },
  gelu: {
    erf: (x) => [h.gelu(x.float(67))],
    tanh: (x) => [h.gelu(x.float(67), { approximate: 'tanh' })],
  },
  geluGradient: {
    erf: (x) => h.grad((y) => h.sum(h.multiply(h.gelu(y), y)))(x.float(53)),
    tanh: (x) => h.grad((y) => h.sum(h.multiply(h.gelu(y, { approximate: 'tanh' }), y)))(x.float(53)),
  },
  add: {
    'equal shapes': (x) => [h.add(x.float(3, 5, 7), x.float(3, 5, 7))],
    'a scalar': (x) => [h.add(x.float(3, 5), 2.5), h.add(2.5, x.float(3, 5))],
    'a row': (x) => [h.add(x.float(3, 5, 7), x.float(7)), h.add(x.float(7), x.float(3, 5, 7))],
    'a column': (x) => [h.add(x.float(3, 5, 7), x.float(3, 5, 1))],
    'an outer product': (x) => [h.add(x.float(13, 1), x.float(1, 11))],
    'several tiles': (x) => [h.add(x.float(3, 16411), x.float(3, 1))],
    'four axes in turn': (x) => [
      h.add(x.float(2, 3, 5, 7), x.float(1, 3, 1, 7)),
      h.add(x.float(2, 1, 5, 1, 3), x.float(1, 7, 1, 2, 1)),
      h.add(x.ids(9, 2, 3, 5, 7), x.ids(9, 3, 1, 7)),
    ],
    nothing: (x) => [h.add(x.float(0, 3), x.float(3))],
    'whole numbers': (x) => [h.add(x.ids(99, 3, 7), x.ids(99, 7)), h.add(x.ids(9, 5), 2 ** 31 - 5)],
  },
  subtract: {
    'a row': (x) => [h.subtract(x.float(5), x.float(4, 5))],
    'whole numbers': (x) => [h.subtract(x.ids(99, 37), x.ids(99, 37)), h.subtract(-(2 ** 31), x.ids(9, 5))],
  },
  multiply: {
    'a middle axis': (x) => [h.multiply(x.float(3, 5, 7), x.float(5, 1))],
    'whole numbers': (x) => [
      h.multiply(x.ids(99, 5, 7), x.ids(99, 5, 1)),
      h.multiply(x.ids(99, 5), 2 ** 29 + 1),
    ],
  },
  divide: { 'a column': (x) => [h.divide(x.float(7, 9), x.positive(7, 1)), h.divide(1, x.positive(3))] },
  maximum: {
    '[17]': (x) => [h.maximum(x.float(17), x.float(17))],
    'whole numbers': (x) => [h.maximum(h.subtract(x.ids(9, 17), 5), x.ids(5, 17))],
  },
  minimum: {
    '[17]': (x) => [h.minimum(x.float(17), 0.5)],
    'whole numbers': (x) => [h.minimum(h.subtract(x.ids(9, 17), 5), 0)],
  },
});
