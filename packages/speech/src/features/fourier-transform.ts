/** A complex number for each k < n, real and imaginary part in turn. */
type Complexes = Float64Array;

/**
 * Fourier transform of complex numbers for any length, in the order of its factors (Stockham: each pass writes to the
 * other array, and nothing has to be put in order at the end). A prime factor p costs p operations for each number.
 */
function complexTransform(length: number): (values: Complexes, spare: Complexes) => Complexes {
  const roots = rootsOfUnity(length);
  const factors = factorsOf(length);
  return (values, spare) => {
    let [from, to] = [values, spare];
    let [size, stride] = [length, 1];
    for (const factor of factors) {
      size /= factor;
      const pass = factor === 4 ? passOf4 : factor === 2 ? passOf2 : factor === 5 ? passOf5 : passOfAny;
      pass({ from, to, roots, size, stride, factor });
      stride *= factor;
      [from, to] = [to, from];
    }
    return from;
  };
}
