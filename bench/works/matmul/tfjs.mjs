import { opSide, tf, toTensor } from '../../peers/tfjs.mjs';

export const prepare = async (_, inputs) => {
  const [a, b] = [toTensor(inputs.a), toTensor(inputs.b)];
  return opSide(() => tf.matMul(a, b));
};
