/**
 * One pass of a complex Fourier transform in Stockham's order: it takes out the factor r of what is left of the length N
 * and writes to the other array, so that nothing has to be sorted at the end:
 *
 * `y[q + s(rp + u)] = Σₜ x[q + s(p + mt)] · ω^(u(tN/r + ps))` for ω = e^(−2πi/N).
 *
 * In these loops each name has a `const` of its own: taking arrays apart makes V8 build them, and quadruples the time.
 */
export interface Pass {
  /** r */
  readonly factor: number;
  /** m: what is left of the length once this factor and those before it are taken out. */
  readonly size: number;
  /** s: the product of the factors before. */
  readonly stride: number;
  /** ω^k for k < N: real and imaginary part in turn, as in all arrays here. */
  readonly roots: Float64Array;
}

/** As many fours as there are, then a two, then odd primes. */
export function factorsOf(length: number): number[] {
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

/** Stores (x + iy) · (c + is). */
function turn(to: Float64Array, at: number, x: number, y: number, c: number, s: number): void {
  to[at] = x * c - y * s;
  to[at + 1] = x * s + y * c;
}

function passOfTwo({ size, stride, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const apart = 2 * stride * size;
  const line = 2 * stride;
  for (let p = 0; p < size; p++) {
    const c = roots[p * line] ?? 0;
    const s = roots[p * line + 1] ?? 0;
    for (let q = 0; q < line; q += 2) {
      const at = p * line + q;
      const out = 2 * p * line + q;
      const x0 = from[at] ?? 0;
      const y0 = from[at + 1] ?? 0;
      const x1 = from[at + apart] ?? 0;
      const y1 = from[at + apart + 1] ?? 0;
      to[out] = x0 + x1;
      to[out + 1] = y0 + y1;
      turn(to, out + line, x0 - x1, y0 - y1, c, s);
    }
  }
}

function passOfThree({ size, stride, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const apart = 2 * stride * size;
  const line = 2 * stride;
  // ω^(N/3) = −1/2 − i √3/2.
  const root = Math.sqrt(3) / 2;
  for (let p = 0; p < size; p++) {
    const c1 = roots[p * line] ?? 0;
    const s1 = roots[p * line + 1] ?? 0;
    const c2 = roots[2 * p * line] ?? 0;
    const s2 = roots[2 * p * line + 1] ?? 0;
    for (let q = 0; q < line; q += 2) {
      const at = p * line + q;
      const out = 3 * p * line + q;
      const x0 = from[at] ?? 0;
      const y0 = from[at + 1] ?? 0;
      const x1 = from[at + apart] ?? 0;
      const y1 = from[at + apart + 1] ?? 0;
      const x2 = from[at + 2 * apart] ?? 0;
      const y2 = from[at + 2 * apart + 1] ?? 0;
      const sumX = x1 + x2;
      const sumY = y1 + y2;
      const middleX = x0 - sumX / 2;
      const middleY = y0 - sumY / 2;
      const turnedX = root * (y1 - y2);
      const turnedY = root * (x2 - x1);
      to[out] = x0 + sumX;
      to[out + 1] = y0 + sumY;
      turn(to, out + line, middleX + turnedX, middleY + turnedY, c1, s1);
      turn(to, out + 2 * line, middleX - turnedX, middleY - turnedY, c2, s2);
    }
  }
}

function passOfFour({ size, stride, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const apart = 2 * stride * size;
  const line = 2 * stride;
  for (let p = 0; p < size; p++) {
    const c1 = roots[p * line] ?? 0;
    const s1 = roots[p * line + 1] ?? 0;
    const c2 = roots[2 * p * line] ?? 0;
    const s2 = roots[2 * p * line + 1] ?? 0;
    const c3 = roots[3 * p * line] ?? 0;
    const s3 = roots[3 * p * line + 1] ?? 0;
    for (let q = 0; q < line; q += 2) {
      const at = p * line + q;
      const out = 4 * p * line + q;
      const x0 = from[at] ?? 0;
      const y0 = from[at + 1] ?? 0;
      const x1 = from[at + apart] ?? 0;
      const y1 = from[at + apart + 1] ?? 0;
      const x2 = from[at + 2 * apart] ?? 0;
      const y2 = from[at + 2 * apart + 1] ?? 0;
      const x3 = from[at + 3 * apart] ?? 0;
      const y3 = from[at + 3 * apart + 1] ?? 0;
      const sumX = x0 + x2;
      const sumY = y0 + y2;
      const differenceX = x0 - x2;
      const differenceY = y0 - y2;
      const otherX = x1 + x3;
      const otherY = y1 + y3;
      const turnedX = y1 - y3;
      const turnedY = x3 - x1;
      to[out] = sumX + otherX;
      to[out + 1] = sumY + otherY;
      turn(to, out + line, differenceX + turnedX, differenceY + turnedY, c1, s1);
      turn(to, out + 2 * line, sumX - otherX, sumY - otherY, c2, s2);
      turn(to, out + 3 * line, differenceX - turnedX, differenceY - turnedY, c3, s3);
    }
  }
}

/** cos and sin of 2π/5 and 4π/5. */
const [cosine1, cosine2] = [Math.cos((2 * Math.PI) / 5), Math.cos((4 * Math.PI) / 5)];
const [sine1, sine2] = [Math.sin((2 * Math.PI) / 5), Math.sin((4 * Math.PI) / 5)];

function passOfFive({ size, stride, roots }: Pass, from: Float64Array, to: Float64Array): void {
  const apart = 2 * stride * size;
  const line = 2 * stride;
  for (let p = 0; p < size; p++) {
    const c1 = roots[p * line] ?? 0;
    const s1 = roots[p * line + 1] ?? 0;
    const c2 = roots[2 * p * line] ?? 0;
    const s2 = roots[2 * p * line + 1] ?? 0;
    const c3 = roots[3 * p * line] ?? 0;
    const s3 = roots[3 * p * line + 1] ?? 0;
    const c4 = roots[4 * p * line] ?? 0;
    const s4 = roots[4 * p * line + 1] ?? 0;
    for (let q = 0; q < line; q += 2) {
      const at = p * line + q;
      const out = 5 * p * line + q;
      const x0 = from[at] ?? 0;
      const y0 = from[at + 1] ?? 0;
      const x1 = from[at + apart] ?? 0;
      const y1 = from[at + apart + 1] ?? 0;
      const x2 = from[at + 2 * apart] ?? 0;
      const y2 = from[at + 2 * apart + 1] ?? 0;
      const x3 = from[at + 3 * apart] ?? 0;
      const y3 = from[at + 3 * apart + 1] ?? 0;
      const x4 = from[at + 4 * apart] ?? 0;
      const y4 = from[at + 4 * apart + 1] ?? 0;
      const outerX = x1 + x4;
      const outerY = y1 + y4;
      const innerX = x2 + x3;
      const innerY = y2 + y3;
      to[out] = x0 + outerX + innerX;
      to[out + 1] = y0 + outerY + innerY;
      const nearX = x0 + cosine1 * outerX + cosine2 * innerX;
      const nearY = y0 + cosine1 * outerY + cosine2 * innerY;
      const farX = x0 + cosine2 * outerX + cosine1 * innerX;
      const farY = y0 + cosine2 * outerY + cosine1 * innerY;
      const outerU = y1 - y4;
      const outerV = x4 - x1;
      const innerU = y2 - y3;
      const innerV = x3 - x2;
      const nearU = sine1 * outerU + sine2 * innerU;
      const nearV = sine1 * outerV + sine2 * innerV;
      const farU = sine2 * outerU - sine1 * innerU;
      const farV = sine2 * outerV - sine1 * innerV;
      turn(to, out + line, nearX + nearU, nearY + nearV, c1, s1);
      turn(to, out + 2 * line, farX + farU, farY + farV, c2, s2);
      turn(to, out + 3 * line, farX - farU, farY - farV, c3, s3);
      turn(to, out + 4 * line, nearX - nearU, nearY - nearV, c4, s4);
    }
  }
}

/** Any factor, by the formula. */
function passOfAny({ factor, size, stride, roots }: Pass, from: Float64Array, to: Float64Array): void {
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

const passes = new Map([
  [2, passOfTwo],
  [3, passOfThree],
  [4, passOfFour],
  [5, passOfFive],
]);

/** Runs one pass. */
export function runPass(pass: Pass, from: Float64Array, to: Float64Array): void {
  const run = passes.get(pass.factor) ?? passOfAny;
  run(pass, from, to);
}
