import * as h from '@heed/core';
import type { Inputs } from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

/** All 16-bit patterns but NaN's, whose payload nobody promises. */
function allHalves(dtype: 'float16' | 'bfloat16'): h.Tensor {
  const infinity = dtype === 'float16' ? 0x7c00 : 0x7f80;
  const bits = Array.from({ length: 65536 }, (_, at) => at).filter((at) => (at & 0x7fff) <= infinity);
  return h.tensor(Uint16Array.from(bits), { dtype });
}

/** Floats of all magnitudes and both signs, halves between 16-bit floats among them, and the special ones. */
function magnitudes(x: Inputs): h.Tensor {
  const bits = new Uint32Array(2 ** 17).map((_, at) => at * 2 ** 15);
  const special = [
    Number.NaN,
    65504,
    65519.99,
    65520,
    2 ** 31,
    -(2 ** 31),
    2 ** 31 - 128,
    255.9,
    0.5,
    -0.99,
    1e-45,
  ];
  const ties = [2 ** -25, 3 * 2 ** -25, 2 ** -14 - 2 ** -25, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -8];
  const all = [...new Float32Array(bits.buffer), ...special, ...ties, ...ties.map((tie) => -tie)];
  return x.numbers(all.filter((value) => !Number.isNaN(value) || value === special[0]));
}

function integers(): h.Tensor {
  const values = [0, 1, -1, 255, 256, -7, 2 ** 24 + 1, 2 ** 31 - 1, -(2 ** 31)];
  return h.tensor(Int32Array.from(values), { dtype: 'int32' });
}

testKernels({
  cast: {
    'float16 to float32': () => [h.cast(allHalves('float16'), 'float32')],
    'bfloat16 to float32': () => [h.cast(allHalves('bfloat16'), 'float32')],
    'one 16-bit float to the other': () => [
      h.cast(allHalves('float16'), 'bfloat16'),
      h.cast(allHalves('bfloat16'), 'float16'),
    ],
    'floats to 16 bits': (x) => [
      h.cast(magnitudes(x), 'float16'),
      h.cast(magnitudes(x), 'bfloat16'),
      h.cast(x.numbers([Number.NaN, -0]), 'float16'),
      h.cast(x.numbers([Number.NaN, -0]), 'bfloat16'),
    ],
    'floats to whole numbers and flags': (x) => [
      h.cast(magnitudes(x), 'int32'),
      h.cast(magnitudes(x), 'uint8'),
      h.cast(magnitudes(x), 'bool'),
      h.cast(x.numbers([Number.NaN]), 'int32'),
    ],
    'whole numbers and flags': (x) => [
      h.cast(integers(), 'float32'),
      h.cast(integers(), 'uint8'),
      h.cast(integers(), 'bool'),
      h.cast(x.flags(37), 'float32'),
      h.cast(x.flags(37), 'int32'),
      h.cast(h.cast(x.ids(256, 37), 'uint8'), 'bool'),
      h.cast(h.cast(x.ids(256, 37), 'uint8'), 'float16'),
    ],
    'several tiles': (x) => [h.cast(h.subtract(x.ids(90001, 40_009), x.ids(90001, 1)), 'float32')],
    nothing: (x) => [h.cast(x.float(0), 'int32')],
  },
});
