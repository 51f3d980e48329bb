import { opSide, tf, toTensor } from '../../peers/tfjs.mjs';

export const prepare = async ({ causal }, inputs) => {
  if (causal) return undefined;
  const [q, k, v] = [toTensor(inputs.q), toTensor(inputs.k), toTensor(inputs.v)];
  const scale = q.shape[3] ** -0.5;
  return opSide(() => tf.tidy(() => tf.matMul(tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale)), v)));
};
