import { openJax, opSide, toArray } from '../../peers/jax.mjs';

export const prepare = async ({ threads, op }, inputs) => {
  const jax = await openJax(threads);
  const x = toArray(jax, inputs.x);
  if (op === 'softmax') {
    const compute = jax.jit((y) => jax.nn.softmax(y, -1));
    return opSide(() => compute(x.ref));
  }
  const [weight, bias] = [toArray(jax, inputs.weight), toArray(jax, inputs.bias)];
  const compute = jax.jit((y, gain, shift) => jax.nn.standardize(y, -1).mul(gain).add(shift));
  return opSide(() => compute(x.ref, weight.ref, bias.ref));
};
