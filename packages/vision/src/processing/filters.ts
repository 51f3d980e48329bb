/** Ways to compute a pixel of a resized picture from those around its place. */
export type ResizeFilter = 'nearest' | 'box' | 'bilinear' | 'hamming' | 'bicubic' | 'lanczos';

/** A filter's weight at a distance, and how far it reaches, in pixels of the coarser picture. */
export interface FilterKernel {
  readonly support: number;
  weight(distance: number): number;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** The kernels of Pillow's `Resample.c`; `nearest` has none. */
export const filterKernels: Readonly<Record<Exclude<ResizeFilter, 'nearest'>, FilterKernel>> = {
  box: { support: 0.5, weight: (x) => (x > -0.5 && x <= 0.5 ? 1 : 0) },
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  hamming: {
    support: 1,
    weight: (x) => (Math.abs(x) < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0),
  },
  bicubic: {
    support: 2,
    weight: (distance) => {
      const [a, x] = [-0.5, Math.abs(distance)];
      if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    },
  },
  lanczos: { support: 3, weight: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** What one output pixel takes: inputs from `first` on, each with its weight; weights sum to 1. */
export interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * The taps of every output along one axis. Where the picture shrinks the kernel is widened by the same factor, so that
 * every input pixel counts (antialiasing); beyond the border nothing counts.
 */
export function filterTaps(inputs: number, outputs: number, { support, weight }: FilterKernel): Taps[] {
  const scale = inputs / outputs;
  const widening = Math.max(scale, 1);
  const reach = support * widening;
  return Array.from({ length: outputs }, (_, output) => {
    const center = (output + 0.5) * scale;
    const first = Math.max(Math.trunc(center - reach + 0.5), 0);
    const end = Math.min(Math.trunc(center + reach + 0.5), inputs);
    const weights = Float64Array.from({ length: end - first }, (__, tap) => {
      return weight((tap + first - center + 0.5) / widening);
    });
    const sum = weights.reduce((total, value) => total + value, 0);
    return { first, weights: sum === 0 ? weights : weights.map((value) => value / sum) };
  });
}
