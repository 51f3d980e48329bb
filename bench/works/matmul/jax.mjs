import { openJax, opSide, toArray } from '../../peers/jax.mjs';

export const prepare = async ({ threads }, inputs) => {
  const jax = await openJax(threads);
  const [a, b] = [toArray(jax, inputs.a), toArray(jax, inputs.b)];
  const compute = jax.jit((x, y) => jax.numpy.matmul(x, y));
  return opSide(() => compute(a.ref, b.ref));
};
