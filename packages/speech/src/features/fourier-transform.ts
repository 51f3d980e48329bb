import { factorsOf, type Pass, runPass } from './fourier-passes.ts';

/**
 * Fourier transform of real numbers, `Xₖ = Σⱼ xⱼ e^(−2πijk/n)` for k = 0 … n/2, one frame after the other: the tables
 * of a length are made once. For any length, such as the 400 samples of a window of speech; the work grows with n times
 * the sum of its prime factors. `realFft` of core is the same with gradients.
 */
export class FourierTransform {
  readonly length: number;
  /** Numbers of the half of the spectrum that determines it: floor(n/2) + 1. */
  readonly bins: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly #roots: Float64Array;
  readonly #passes: readonly Pass[];
  readonly #values: Float64Array;
  readonly #spare: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.bins = Math.floor(length / 2) + 1;
    this.real = new Float64Array(this.bins);
    this.imaginary = new Float64Array(this.bins);
    this.#roots = rootsOfUnity(length);
    const complexes = length % 2 === 0 ? length / 2 : length;
    this.#passes = passesOf(complexes);
    this.#values = new Float64Array(2 * complexes);
    this.#spare = new Float64Array(2 * complexes);
  }

  /** Leaves the spectrum of `length` numbers in `real` and `imaginary`. */
  run(numbers: Float64Array): void {
    if (this.length % 2 === 0) this.#even(numbers);
    else this.#odd(numbers);
  }

  /** The spectrum of the complex numbers in `values`, which are written over. */
  #transform(): Float64Array {
    let from = this.#values;
    let to = this.#spare;
    for (const pass of this.#passes) {
      runPass(pass, from, to);
      const written = to;
      to = from;
      from = written;
    }
    return from;
  }

  #odd(numbers: Float64Array): void {
    for (let at = 0; at < this.length; at++) {
      this.#values[2 * at] = numbers[at] ?? 0;
      this.#values[2 * at + 1] = 0;
    }
    const spectrum = this.#transform();
    for (let k = 0; k < this.bins; k++) {
      this.real[k] = spectrum[2 * k] ?? 0;
      this.imaginary[k] = spectrum[2 * k + 1] ?? 0;
    }
  }

  /** Even and odd places as real and imaginary parts of half as many numbers; their spectra part by symmetry. */
  #even(numbers: Float64Array): void {
    this.#values.set(numbers);
    const spectrum = this.#transform();
    const half = this.length / 2;
    const x = spectrum[0] ?? 0;
    const y = spectrum[1] ?? 0;
    this.#part(0, half, x, y, x, y);
    for (let k = 1; 2 * k <= half; k++) {
      const near = 2 * k;
      const far = 2 * (half - k);
      this.#part(
        k,
        half - k,
        spectrum[near] ?? 0,
        spectrum[near + 1] ?? 0,
        spectrum[far] ?? 0,
        spectrum[far + 1] ?? 0,
      );
    }
  }

  /** Two bins from a + ib and c + id of the complex spectrum. */
  #part(near: number, far: number, a: number, b: number, c: number, d: number): void {
    const { real, imaginary } = this;
    const cosine = this.#roots[2 * near] ?? 0;
    const sine = this.#roots[2 * near + 1] ?? 0;
    const x = cosine * (b + d) + sine * (a - c);
    const y = sine * (b + d) - cosine * (a - c);
    real[near] = (a + c + x) / 2;
    imaginary[near] = (b - d + y) / 2;
    real[far] = (a + c - x) / 2;
    imaginary[far] = (y - (b - d)) / 2;
  }
}

/** e^(−2πik/n) for k < n: real and imaginary part in turn. */
function rootsOfUnity(length: number): Float64Array {
  const roots = new Float64Array(2 * length);
  for (let k = 0; k < length; k++) {
    roots[2 * k] = Math.cos((2 * Math.PI * k) / length);
    roots[2 * k + 1] = -Math.sin((2 * Math.PI * k) / length);
  }
  return roots;
}

function passesOf(length: number): Pass[] {
  const roots = rootsOfUnity(length);
  let [size, stride] = [length, 1];
  return factorsOf(length).map((factor) => {
    size /= factor;
    const pass = { factor, size, stride, roots };
    stride *= factor;
    return pass;
  });
}
