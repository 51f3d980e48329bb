import { openJax, opSide, toArray } from '../../peers/jax.mjs';

export const prepare = async ({ threads, calls }, inputs) => {
  const jax = await openJax(threads);
  const [a, b] = [toArray(jax, inputs.a), toArray(jax, inputs.b)];
  return opSide(() => a.ref.add(b.ref), calls);
};
