import { tf, toIds, toTensor } from '../../peers/tfjs.mjs';

/**
 * The model of language-model.ts as the documentation of TensorFlow.js would have it written: tf.layerNormalization is a
 * Keras layer of Python alone, so moments and products stand for it; gelu is x/2 · (1 + erf(x/√2)).
 */
function createModel({ layers, width, heads, vocabulary, batch, length }, weight) {
  const hidden = tf.tensor2d(
    Array.from({ length }, (_, query) => Array.from({ length }, (_, key) => (key <= query ? 0 : -1e9))),
  );
  const norm = (x, path) => {
    const { mean, variance } = tf.moments(x, -1, true);
    const normalized = x.sub(mean).mul(variance.add(1e-5).rsqrt());
    return normalized.mul(weight(`${path}.weight`)).add(weight(`${path}.bias`));
  };
  const linear = (x, path) => {
    const matrix = weight(`${path}.weight`);
    const [outputs, inputs] = matrix.shape;
    const product = tf.matMul(x.reshape([-1, inputs]), matrix, false, true).add(weight(`${path}.bias`));
    return product.reshape([...x.shape.slice(0, -1), outputs]);
  };
  const block = (x, path) => {
    const joint = linear(norm(x, `${path}.attentionNorm`), `${path}.project`);
    const parts = tf.split(joint.reshape([batch, length, 3, heads, width / heads]), 3, 2);
    const [queries, keys, values] = parts.map((part) =>
      part.reshape([batch, length, heads, width / heads]).transpose([0, 2, 1, 3]),
    );
    const scores = tf
      .matMul(queries, keys, false, true)
      .mul(1 / Math.sqrt(width / heads))
      .add(hidden);
    const attended = tf.matMul(tf.softmax(scores), values);
    const together = attended.transpose([0, 2, 1, 3]).reshape([batch, length, width]);
    const middle = x.add(linear(together, `${path}.output`));
    const up = linear(norm(middle, `${path}.innerNorm`), `${path}.up`);
    const active = up.mul(0.5).mul(tf.erf(up.mul(Math.SQRT1_2)).add(1));
    return middle.add(linear(active, `${path}.down`));
  };
  const logits = (ids) => {
    const embedded = tf.gather(weight('tokens.weight'), ids).reshape([batch, length, width]);
    let x = embedded.add(weight('positions'));
    for (let layer = 0; layer < layers; layer++) x = block(x, `blocks.${layer}`);
    return linear(norm(x, 'norm'), 'head');
  };
  const loss = (ids, targets) =>
    tf.losses.softmaxCrossEntropy(tf.oneHot(targets, vocabulary), logits(ids).reshape([-1, vocabulary]));
  return { logits, loss };
}

export const prepare = async (setting, { ids: givenIds, targets: givenTargets, ...weights }) => {
  const variables = new Map(
    Object.entries(weights).map(([path, input]) => [path, tf.variable(toTensor(input))]),
  );
  const model = createModel(setting, (path) => variables.get(path));
  const ids = toIds(givenIds, setting.vocabulary);
  if (setting.pass === 'forward') {
    return {
      run: () =>
        tf.tidy(() => {
          model.logits(ids);
        }),
      answer: () => tf.tidy(() => model.logits(ids).dataSync()),
    };
  }
  const targets = toIds(givenTargets, setting.vocabulary);
  const optimizer = tf.train.adam(1e-4, 0.9, 0.999, 1e-8);
  const losses = [];
  return {
    run: () => {
      const value = optimizer.minimize(() => model.loss(ids, targets), true, [...variables.values()]);
      losses.push(value.dataSync()[0]);
      value.dispose();
    },
    answer: () => losses.slice(0, 3),
  };
};
