import { opSide, tf, toTensor } from '../../peers/tfjs.mjs';

export const prepare = async ({ op }, inputs) => {
  const x = toTensor(inputs.x);
  if (op === 'softmax') return opSide(() => tf.softmax(x));
  const [weight, bias] = [toTensor(inputs.weight), toTensor(inputs.bias)];
  return opSide(() =>
    tf.tidy(() => {
      const centered = tf.sub(x, tf.mean(x, -1, true));
      const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centered), -1, true), 1e-5));
      return tf.add(tf.mul(tf.mul(centered, scale), weight), bias);
    }),
  );
};
