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
  readonly #transform: (values: Float64Array) => Float64Array;
  readonly #values: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.bins = Math.floor(length / 2) + 1;
    this.real = new Float64Array(this.bins);
    this.imaginary = new Float64Array(this.bins);
    this.#roots = rootsOfUnity(length);
    const complexes = length % 2 === 0 ? length / 2 : length;
    this.#transform = complexTransform(complexes);
    this.#values = new Float64Array(2 * complexes);
  }

  /** Leaves the spectrum of `length` numbers in `real` and `imaginary`. */
  run(numbers: Float64Array): void {
    if (this.length % 2 === 0) this.#even(numbers);
    else this.#odd(numbers);
  }

  #odd(numbers: Float64Array): void {
    for (let at = 0; at < this.length; at++) {
      this.#values[2 * at] = numbers[at] ?? 0;
      this.#values[2 * at + 1] = 0;
    }
    const spectrum = this.#transform(this.#values);
    for (let k = 0; k < this.bins; k++) {
      this.real[k] = spectrum[2 * k] ?? 0;
      this.imaginary[k] = spectrum[2 * k + 1] ?? 0;
    }
  }

  /** Even and odd places as real and imaginary parts of half as many numbers; their spectra part by symmetry. */
  #even(numbers: Float64Array): void {
    const { real, imaginary } = this;
    const [half, roots] = [this.length / 2, this.#roots];
    this.#values.set(numbers);
    const spectrum = this.#transform(this.#values);
    for (let k = 0; k <= half; k++) {
      const [near, far] = [2 * (k % half), 2 * ((half - k) % half)];
      const [a, b, c, d] = [
        spectrum[near] ?? 0,
        spectrum[near + 1] ?? 0,
        spectrum[far] ?? 0,
        spectrum[far + 1] ?? 0,
      ];
      const [cosine, sine] = [roots[2 * k] ?? 0, roots[2 * k + 1] ?? 0];
      real[k] = (a + c + cosine * (b + d) + sine * (a - c)) / 2;
      imaginary[k] = (b - d + sine * (b + d) - cosine * (a - c)) / 2;
    }
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

/**
 * Stockham's order: each pass takes out one factor and writes to the other array, so that nothing has to be sorted at
 * the end. What comes in is written over.
 */
function complexTransform(length: number): (values: Float64Array) => Float64Array {
  const roots = rootsOfUnity(length);
  const factors = factorsOf(length);
  const spare = new Float64Array(2 * length);
  return (values) => {
    let [from, to]: [Float64Array, Float64Array] = [values, spare];
    let [size, stride] = [length, 1];
    for (const factor of factors) {
      size /= factor;
      const pass = { from, to, roots, size, stride, factor };
      if (factor === 4) passOfFour(pass);
      else passOfAny(pass);
      stride *= factor;
      [from, to] = [to, from];
    }
    return from;
  };
}

/** As many fours as there are, then a two, then odd primes. */
function factorsOf(length: number): number[] {
  const factors: number[] = [];
  let rest = length;
  for (const factor of [4, 2]) {
    while (rest % factor === 0) {
      factors.push(factor);
      rest /= factor;
    }
  }
  for (let factor = 3; rest > 1; factor += 2) {
    const next = factor * factor > rest ? rest : factor;
    while (rest % next === 0 && rest > 1) {
      factors.push(next);
      rest /= next;
    }
  }
  return factors;
}

interface Pass {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly roots: Float64Array;
  /** Numbers that are left of the length once this factor and those before it are taken out. */
  readonly size: number;
  /** Product of the factors before. */
  readonly stride: number;
  readonly factor: number;
}

/** y[q + s(rp + u)] = Σₜ x[q + s(p + mt)] · ω^(u(tN/r + ps)), for r the factor, s the stride and m the size. */
function passOfAny({ from, to, roots, size, stride, factor }: Pass): void {
  const length = size * stride * factor;
  for (let p = 0; p < size; p++) {
    for (let u = 0; u < factor; u++) {
      const out = 2 * stride * (factor * p + u);
      to.fill(0, out, out + 2 * stride);
      for (let t = 0; t < factor; t++) {
        const root = 2 * ((u * stride * (t * size + p)) % length);
        const cosine = roots[root] ?? 0;
        const sine = roots[root + 1] ?? 0;
        const at = 2 * stride * (p + size * t);
        for (let q = 0; q < 2 * stride; q += 2) {
          const x = from[at + q] ?? 0;
          const y = from[at + q + 1] ?? 0;
          to[out + q] = (to[out + q] ?? 0) + x * cosine - y * sine;
          to[out + q + 1] = (to[out + q + 1] ?? 0) + x * sine + y * cosine;
        }
      }
    }
  }
}

/** The same for r = 4, where the roots are 1, −i, −1 and i and only the turn by p is left. */
function passOfFour({ from, to, roots, size, stride }: Pass): void {
  const step = 2 * stride * size;
  for (let p = 0; p < size; p++) {
    const root = 2 * p * stride;
    const [c1, s1, c2, s2, c3, s3] = [
      roots[root] ?? 0,
      roots[root + 1] ?? 0,
      roots[2 * root] ?? 0,
      roots[2 * root + 1] ?? 0,
      roots[3 * root] ?? 0,
      roots[3 * root + 1] ?? 0,
    ];
    for (let q = 0; q < stride; q++) {
      const at = 2 * (q + stride * p);
      const [x0, y0, x1, y1] = [
        from[at] ?? 0,
        from[at + 1] ?? 0,
        from[at + step] ?? 0,
        from[at + step + 1] ?? 0,
      ];
      const [x2, y2] = [from[at + 2 * step] ?? 0, from[at + 2 * step + 1] ?? 0];
      const [x3, y3] = [from[at + 3 * step] ?? 0, from[at + 3 * step + 1] ?? 0];
      const [sumX, sumY, differenceX, differenceY] = [x0 + x2, y0 + y2, x0 - x2, y0 - y2];
      const [otherX, otherY, turnedX, turnedY] = [x1 + x3, y1 + y3, y1 - y3, x3 - x1];
      const out = 2 * (q + stride * 4 * p);
      to[out] = sumX + otherX;
      to[out + 1] = sumY + otherY;
      turn(to, out + 2 * stride, differenceX + turnedX, differenceY + turnedY, c1, s1);
      turn(to, out + 4 * stride, sumX - otherX, sumY - otherY, c2, s2);
      turn(to, out + 6 * stride, differenceX - turnedX, differenceY - turnedY, c3, s3);
    }
  }
}

function turn(to: Float64Array, at: number, x: number, y: number, cosine: number, sine: number): void {
  to[at] = x * cosine - y * sine;
  to[at + 1] = x * sine + y * cosine;
}
