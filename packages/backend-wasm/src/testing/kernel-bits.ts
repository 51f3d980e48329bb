import * as h from '@heed/core';
import { wasm } from '../index.ts';
import { type Program, runFast } from './judge.ts';

/** Sizes with whole tiles, edges of both axes and more than one inner block. */
const programs: Readonly<Record<string, Program>> = {
  'a product': (x) => [h.matmul(x.float(79, 523), x.float(523, 109))],
  'a product of transposed matrices': (x) => [
    h.matmul(x.float(67, 53), x.float(61, 67), { transposeA: true, transposeB: true }),
  ],
  'a product of one row': (x) => [h.linear(x.float(1, 131), x.float(67, 131), x.float(67))],
  'a product of few rows': (x) => [h.linear(x.float(5, 131), x.float(67, 131), x.float(67))],
  'a linear map with GELU': (x) => [h.gelu(h.linear(x.float(37, 43), x.float(59, 43), x.float(59)))],
  'a linear map of blocks': (x) => {
    const weight = h.quantize(x.float(37, 64), 'q8_0');
    return [h.linear(x.float(1, 64), weight), h.linear(x.float(41, 64), weight)];
  },
  attention: (x) => [
    h.scaledDotProductAttention(x.float(2, 3, 71, 32), x.float(2, 3, 71, 32), x.float(2, 3, 71, 32)),
  ],
  'attention of one query': (x) => [
    h.scaledDotProductAttention(x.float(2, 3, 1, 32), x.float(2, 3, 67, 32), x.float(2, 3, 67, 32)),
  ],
  'gradients of causal attention': (x) => {
    const [start, weights] = [x.float(1, 2, 53, 16), x.float(1, 2, 53, 16)];
    const attend = (y: h.Tensor): h.Tensor => h.scaledDotProductAttention(y, y, y, { causal: true });
    return h.grad((...[y]: h.Tensor[]) => h.sum(y ? h.multiply(attend(y), weights) : weights))(start);
  },
  'layer norm': (x) => [h.layerNorm(x.float(7, 131), x.float(131), x.float(131))],
  'RMS norm': (x) => [h.rmsNorm(x.float(7, 131), x.float(131))],
  softmax: (x) => [h.softmax(x.float(11, 139))],
  'functions of each number': (x) => [h.exp(x.float(211)), h.tanh(x.float(211)), h.silu(x.float(211))],
  'a convolution': (x) => [h.conv2d(x.float(2, 3, 19, 23), x.float(5, 3, 3, 3), x.float(5), { padding: 1 })],
};

/** A digest of what each kernel computes, with relaxed SIMD and two threads. */
export async function kernelBits(): Promise<Record<string, number[]>> {
  const backend = await wasm({ threads: 2 });
  const results: Record<string, number[]> = {};
  for (const [name, program] of Object.entries(programs)) {
    const bits = Float32Array.from(runFast(backend, program).flat());
    results[name] = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bits))];
  }
  backend.dispose();
  return results;
}
