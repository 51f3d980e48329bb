import { gelu, layerNorm, ones, relu, rmsNorm, silu, type Tensor, tensor, tidy, zeros } from '@heed/core';

/** The numbers of one position before and after the two norms. */
export interface Normed {
  readonly before: number[];
  readonly layerNorm: number[];
  readonly rmsNorm: number[];
}

/** Eight numbers, moved by `shift` and stretched by `stretch`, through both norms with weights 1. */
export function normed(shift: number, stretch: number): Normed {
  const before = [-1.2, 0.3, 0.8, -0.4, 1.5, -0.9, 0.1, -0.2].map((value) => value * stretch + shift);
  return tidy(() => {
    const x = tensor([before]);
    const weight = ones([before.length]);
    const bias = zeros([before.length]);
    return {
      before,
      layerNorm: [...layerNorm(x, weight, bias).dataSync()],
      rmsNorm: [...rmsNorm(x, weight).dataSync()],
    };
  });
}

/** A curve of an activation over [−4, 4]. */
export function curve(name: 'relu' | 'gelu' | 'silu'): [number, number][] {
  const xs = Array.from({ length: 81 }, (_, at) => (at - 40) / 10);
  const activation = (x: Tensor): Tensor => (name === 'relu' ? relu(x) : name === 'gelu' ? gelu(x) : silu(x));
  const ys = tidy(() => [...activation(tensor(xs)).dataSync()]);
  return xs.map((x, at) => [x, ys[at] ?? Number.NaN]);
}
