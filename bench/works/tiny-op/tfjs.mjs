import { opSide, tf, toTensor } from '../../peers/tfjs.mjs';

export const prepare = async ({ calls }, inputs) => {
  const [a, b] = [toTensor(inputs.a), toTensor(inputs.b)];
  return opSide(() => tf.add(a, b), calls);
};
