import { madd, nmadd } from '../lanes';

// Passes of a Fourier transform in Stockham's order, over four transforms at once: each lane of a vector belongs to another
// one, so that nothing moves between lanes. A number is two vectors, its real and its imaginary part. A pass takes out
// the factor r of what is left of the length and writes to the other array:
//
//   y[q + s(rp + u)] = Σₜ x[q + s(p + mt)] · ω^(u(tN/r + ps))
//
// for s the product of the factors before, m = N / (r s), and ω = e^(−2πi/N).

/** Bytes of a number. */
export const NUMBER: usize = 32;

/** Roots of unity e^(−2πik/n), as cosine and −sine; a transform of length N = n / `step` takes each `step`-th. */
let roots: usize = 0;
let step: usize = 8;

export function useRoots(address: usize, every: i32): void {
  roots = address;
  step = <usize>every << 3;
}

// @ts-ignore: decorator
@inline
function cosine(exponent: usize): v128 {
  return v128.load32_splat(roots + exponent * step);
}

// @ts-ignore: decorator
@inline
function sine(exponent: usize): v128 {
  return v128.load32_splat(roots + exponent * step, 4);
}

/** Stores (x + iy) · (c + is). */
// @ts-ignore: decorator
@inline
function storeTurned(to: usize, x: v128, y: v128, c: v128, s: v128): void {
  v128.store(to, nmadd(y, s, f32x4.mul(x, c)));
  v128.store(to, madd(y, c, f32x4.mul(x, s)), 16);
}

export function passOfTwo(from: usize, to: usize, size: usize, stride: usize): void {
  const apart = stride * size * NUMBER;
  const line = stride * NUMBER;
  for (let p: usize = 0; p < size; p++) {
    const c = cosine(p * stride);
    const s = sine(p * stride);
    for (const end = from + line; from < end; from += NUMBER) {
      const x0 = v128.load(from);
      const y0 = v128.load(from, 16);
      const x1 = v128.load(from + apart);
      const y1 = v128.load(from + apart, 16);
      v128.store(to, f32x4.add(x0, x1));
      v128.store(to, f32x4.add(y0, y1), 16);
      storeTurned(to + line, f32x4.sub(x0, x1), f32x4.sub(y0, y1), c, s);
      to += NUMBER;
    }
    to += line;
  }
}

export function passOfThree(from: usize, to: usize, size: usize, stride: usize): void {
  const apart = stride * size * NUMBER;
  const line = stride * NUMBER;
  // ω^(N/3) = −1/2 − i·√3/2.
  const half = f32x4.splat(0.5);
  const root = f32x4.neg(sine(stride * size));
  for (let p: usize = 0; p < size; p++) {
    const c1 = cosine(p * stride);
    const s1 = sine(p * stride);
    const c2 = cosine(2 * p * stride);
    const s2 = sine(2 * p * stride);
    for (const end = from + line; from < end; from += NUMBER) {
      const x0 = v128.load(from);
      const y0 = v128.load(from, 16);
      const x1 = v128.load(from + apart);
      const y1 = v128.load(from + apart, 16);
      const x2 = v128.load(from + 2 * apart);
      const y2 = v128.load(from + 2 * apart, 16);
      const sumX = f32x4.add(x1, x2);
      const sumY = f32x4.add(y1, y2);
      const middleX = nmadd(half, sumX, x0);
      const middleY = nmadd(half, sumY, y0);
      const turnedX = f32x4.mul(root, f32x4.sub(y1, y2));
      const turnedY = f32x4.mul(root, f32x4.sub(x2, x1));
      v128.store(to, f32x4.add(x0, sumX));
      v128.store(to, f32x4.add(y0, sumY), 16);
      storeTurned(to + line, f32x4.add(middleX, turnedX), f32x4.add(middleY, turnedY), c1, s1);
      storeTurned(to + 2 * line, f32x4.sub(middleX, turnedX), f32x4.sub(middleY, turnedY), c2, s2);
      to += NUMBER;
    }
    to += 2 * line;
  }
}

export function passOfFour(from: usize, to: usize, size: usize, stride: usize): void {
  const apart = stride * size * NUMBER;
  const line = stride * NUMBER;
  for (let p: usize = 0; p < size; p++) {
    const c1 = cosine(p * stride);
    const s1 = sine(p * stride);
    const c2 = cosine(2 * p * stride);
    const s2 = sine(2 * p * stride);
    const c3 = cosine(3 * p * stride);
    const s3 = sine(3 * p * stride);
    for (const end = from + line; from < end; from += NUMBER) {
      const x0 = v128.load(from);
      const y0 = v128.load(from, 16);
      const x1 = v128.load(from + apart);
      const y1 = v128.load(from + apart, 16);
      const x2 = v128.load(from + 2 * apart);
      const y2 = v128.load(from + 2 * apart, 16);
      const x3 = v128.load(from + 3 * apart);
      const y3 = v128.load(from + 3 * apart, 16);
      const sumX = f32x4.add(x0, x2);
      const sumY = f32x4.add(y0, y2);
      const differenceX = f32x4.sub(x0, x2);
      const differenceY = f32x4.sub(y0, y2);
      const otherX = f32x4.add(x1, x3);
      const otherY = f32x4.add(y1, y3);
      const turnedX = f32x4.sub(y1, y3);
      const turnedY = f32x4.sub(x3, x1);
      v128.store(to, f32x4.add(sumX, otherX));
      v128.store(to, f32x4.add(sumY, otherY), 16);
      storeTurned(to + line, f32x4.add(differenceX, turnedX), f32x4.add(differenceY, turnedY), c1, s1);
      storeTurned(to + 2 * line, f32x4.sub(sumX, otherX), f32x4.sub(sumY, otherY), c2, s2);
      storeTurned(to + 3 * line, f32x4.sub(differenceX, turnedX), f32x4.sub(differenceY, turnedY), c3, s3);
      to += NUMBER;
    }
    to += 3 * line;
  }
}

export function passOfFive(from: usize, to: usize, size: usize, stride: usize): void {
  const apart = stride * size * NUMBER;
  const line = stride * NUMBER;
  // ω^(N/5) and its square.
  const cosine1 = cosine(stride * size);
  const sine1 = f32x4.neg(sine(stride * size));
  const cosine2 = cosine(2 * stride * size);
  const sine2 = f32x4.neg(sine(2 * stride * size));
  for (let p: usize = 0; p < size; p++) {
    const turn = p * stride;
    for (const end = from + line; from < end; from += NUMBER) {
      const x0 = v128.load(from);
      const y0 = v128.load(from, 16);
      const x1 = v128.load(from + apart);
      const y1 = v128.load(from + apart, 16);
      const x2 = v128.load(from + 2 * apart);
      const y2 = v128.load(from + 2 * apart, 16);
      const x3 = v128.load(from + 3 * apart);
      const y3 = v128.load(from + 3 * apart, 16);
      const x4 = v128.load(from + 4 * apart);
      const y4 = v128.load(from + 4 * apart, 16);
      const outerX = f32x4.add(x1, x4);
      const outerY = f32x4.add(y1, y4);
      const innerX = f32x4.add(x2, x3);
      const innerY = f32x4.add(y2, y3);
      v128.store(to, f32x4.add(x0, f32x4.add(outerX, innerX)));
      v128.store(to, f32x4.add(y0, f32x4.add(outerY, innerY)), 16);
      const nearX = madd(cosine2, innerX, madd(cosine1, outerX, x0));
      const nearY = madd(cosine2, innerY, madd(cosine1, outerY, y0));
      const farX = madd(cosine1, innerX, madd(cosine2, outerX, x0));
      const farY = madd(cosine1, innerY, madd(cosine2, outerY, y0));
      const outerU = f32x4.sub(y1, y4);
      const outerV = f32x4.sub(x4, x1);
      const innerU = f32x4.sub(y2, y3);
      const innerV = f32x4.sub(x3, x2);
      const nearU = madd(sine2, innerU, f32x4.mul(sine1, outerU));
      const nearV = madd(sine2, innerV, f32x4.mul(sine1, outerV));
      const farU = nmadd(sine1, innerU, f32x4.mul(sine2, outerU));
      const farV = nmadd(sine1, innerV, f32x4.mul(sine2, outerV));
      storeTurned(to + line, f32x4.add(nearX, nearU), f32x4.add(nearY, nearV), cosine(turn), sine(turn));
      storeTurned(to + 2 * line, f32x4.add(farX, farU), f32x4.add(farY, farV), cosine(2 * turn), sine(2 * turn));
      storeTurned(to + 3 * line, f32x4.sub(farX, farU), f32x4.sub(farY, farV), cosine(3 * turn), sine(3 * turn));
      storeTurned(to + 4 * line, f32x4.sub(nearX, nearU), f32x4.sub(nearY, nearV), cosine(4 * turn), sine(4 * turn));
      to += NUMBER;
    }
    to += 4 * line;
  }
}

/** Any factor, by the formula. */
export function passOfAny(from: usize, to: usize, size: usize, stride: usize, factor: usize): void {
  const apart = stride * size * NUMBER;
  const line = stride * NUMBER;
  const length = stride * size * factor;
  for (let p: usize = 0; p < size; p++) {
    for (let u: usize = 0; u < factor; u++) {
      const first = (u * stride * p) % length;
      const next = (u * stride * size) % length;
      for (let q: usize = 0; q < line; q += NUMBER) {
        let x = f32x4.splat(0);
        let y = f32x4.splat(0);
        let at = from + q;
        let exponent = first;
        for (let t: usize = 0; t < factor; t++) {
          const c = cosine(exponent);
          const s = sine(exponent);
          const x1 = v128.load(at);
          const y1 = v128.load(at, 16);
          x = nmadd(y1, s, madd(x1, c, x));
          y = madd(y1, c, madd(x1, s, y));
          at += apart;
          exponent += next;
          if (exponent >= length) exponent -= length;
        }
        v128.store(to, x);
        v128.store(to, y, 16);
        to += NUMBER;
      }
    }
    from += line;
  }
}
