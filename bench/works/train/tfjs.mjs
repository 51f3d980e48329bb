import { backend, tf, toIds, toTensor } from '../../peers/tfjs.mjs';

/** TensorFlow.js has Adam alone: the decay is done beside it. Its WASM backend has no gradient of a gather. */
export const prepare = async ({ vocabulary, width, layers, heads, length, batch }, inputs) => {
  if (backend === 'wasm') return undefined;
  const rows = batch * length;
  const variables = [];
  const own = (tensor) => {
    const variable = tf.variable(tensor);
    variables.push(variable);
    return variable;
  };
  const weight = (name) => own(toTensor(inputs[name]));
  const norm = () => ({ gain: own(tf.ones([width])), shift: own(tf.zeros([width])) });
  const map = (name, outputs) => ({ weight: weight(name), bias: own(tf.zeros([outputs])) });

  const [tokens, positions] = [weight('transformer.wte.weight'), weight('transformer.wpe.weight')];
  const head = weight('lm_head.weight');
  const last = norm();
  const blocks = Array.from({ length: layers }, (_, layer) => ({
    before: norm(),
    between: norm(),
    qkv: map(`transformer.h.${layer}.attn.c_attn.weight`, 3 * width),
    out: map(`transformer.h.${layer}.attn.c_proj.weight`, width),
    up: map(`transformer.h.${layer}.mlp.c_fc.weight`, 4 * width),
    down: map(`transformer.h.${layer}.mlp.c_proj.weight`, width),
  }));
  const [ids, targets] = [toIds(inputs.ids, vocabulary), toIds(inputs.targets, vocabulary)];
  const hidden = Float32Array.from({ length: length * length }, (_, at) =>
    at % length > Math.floor(at / length) ? -1e9 : 0,
  );
  const mask = tf.tensor(hidden, [length, length]);

  const apply = (x, { weight, bias }) => tf.add(tf.matMul(x, weight), bias);
  const normalize = (x, { gain, shift }) => {
    const centered = tf.sub(x, tf.mean(x, -1, true));
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centered), -1, true), 1e-5));
    return tf.add(tf.mul(tf.mul(centered, scale), gain), shift);
  };
  const gelu = (x) => {
    const inner = tf.add(x, tf.mul(0.044715, tf.mul(x, tf.mul(x, x))));
    return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.tanh(tf.mul(Math.sqrt(2 / Math.PI), inner))));
  };
  const block = (x, part) => {
    const projected = apply(normalize(x, part.before), part.qkv);
    const turned = projected.reshape([batch, length, 3, heads, width / heads]).transpose([2, 0, 3, 1, 4]);
    const [q, k, v] = tf.unstack(turned.reshape([3, batch * heads, length, width / heads]));
    const scores = tf.mul(tf.matMul(q, k, false, true), (width / heads) ** -0.5);
    const context = tf.matMul(tf.softmax(tf.add(scores, mask)), v);
    const joined = context.reshape([batch, heads, length, width / heads]).transpose([0, 2, 1, 3]);
    const between = tf.add(x, apply(joined.reshape([rows, width]), part.out));
    return tf.add(between, apply(gelu(apply(normalize(between, part.between), part.up)), part.down));
  };
  const loss = () => {
    const embedded = tf.gather(tokens, ids).reshape([batch, length, width]);
    const states = blocks.reduce(block, tf.add(embedded, positions).reshape([rows, width]));
    const logits = tf.matMul(normalize(states, last), head, false, true);
    return tf.losses.softmaxCrossEntropy(tf.oneHot(targets, vocabulary), logits);
  };
  const [rate, decay] = [3e-4, 0.01];
  const optimizer = tf.train.adam(rate);
  const losses = [];
  return {
    run: () => {
      const value = optimizer.minimize(loss, true, variables);
      losses.push(value.dataSync()[0]);
      value.dispose();
      tf.tidy(() => {
        for (const variable of variables) variable.assign(tf.mul(variable, 1 - rate * decay));
      });
    },
    answer: () => losses.slice(0, 3),
  };
};
