import { openJax, opSide, toArray } from '../../peers/jax.mjs';

export const prepare = async ({ threads, causal }, inputs) => {
  if (causal) return undefined;
  const jax = await openJax(threads);
  const { numpy, nn, jit } = jax;
  // Its attention takes [batch, length, heads, width].
  const turn = (x) => numpy.transpose(x, [0, 2, 1, 3]);
  const [q, k, v] = [inputs.q, inputs.k, inputs.v].map((input) => turn(toArray(jax, input)));
  const compute = jit((...parts) => nn.dotProductAttention(...parts));
  const side = opSide(() => compute(q.ref, k.ref, v.ref));
  return { ...side, answer: async () => await turn(compute(q.ref, k.ref, v.ref)).data() };
};
