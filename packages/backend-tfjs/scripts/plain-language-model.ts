// The same model in plain TensorFlow.js, as its own documentation would have it written: tf.layerNormalization is a
// Keras layer of Python alone, so moments and products stand for it; gelu is x/2 · (1 + erf(x/√2)).
import type * as TensorFlowJs from '@tensorflow/tfjs';
import type { Size } from './language-model.ts';

type Tf = typeof TensorFlowJs;
type TfTensor = TensorFlowJs.Tensor;

/** Arrays of weights by the paths of Heed's model. */
export type Weights = ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>;

/** Forward, loss and training step in plain TensorFlow.js. */
export class PlainLanguageModel {
  readonly #tf: Tf;
  readonly #size: Size;
  readonly #weights = new Map<string, TensorFlowJs.Variable>();
  readonly #hidden: TfTensor;
  readonly #optimizer: TensorFlowJs.Optimizer;

  constructor(tf: Tf, size: Size, weights: Weights, rate: number) {
    this.#tf = tf;
    this.#size = size;
    for (const [path, { shape, data }] of weights) {
      this.#weights.set(path, tf.variable(tf.tensor(data, [...shape])));
    }
    const rows = Array.from({ length: size.length }, (_, query) =>
      Array.from({ length: size.length }, (_, key) => (key <= query ? 0 : -1e9)),
    );
    this.#hidden = tf.tensor2d(rows);
    this.#optimizer = tf.train.adam(rate, 0.9, 0.999, 1e-8);
  }

  #weight(path: string): TfTensor {
    const weight = this.#weights.get(path);
    if (weight === undefined) throw new Error(`no weight ${path}`);
    return weight;
  }

  #norm(x: TfTensor, path: string): TfTensor {
    const { mean, variance } = this.#tf.moments(x, -1, true);
    const normalized = x.sub(mean).mul(variance.add(1e-5).rsqrt());
    return normalized.mul(this.#weight(`${path}.weight`)).add(this.#weight(`${path}.bias`));
  }

  #linear(x: TfTensor, path: string): TfTensor {
    const weight = this.#weight(`${path}.weight`);
    const [outputs = 0, inputs = 0] = weight.shape;
    const rows = x.reshape([-1, inputs]);
    const product = this.#tf.matMul(rows, weight, false, true).add(this.#weight(`${path}.bias`));
    return product.reshape([...x.shape.slice(0, -1), outputs]);
  }

  #block(x: TfTensor, path: string): TfTensor {
    const tf = this.#tf;
    const { batch, length, width, heads } = this.#size;
    const joint = this.#linear(this.#norm(x, `${path}.attentionNorm`), `${path}.project`);
    const parts = tf.split(joint.reshape([batch, length, 3, heads, width / heads]), 3, 2);
    const [queries, keys, values] = parts.map((part) =>
      part.reshape([batch, length, heads, width / heads]).transpose([0, 2, 1, 3]),
    );
    if (!queries || !keys || !values) return x;
    const scores = tf
      .matMul(queries, keys, false, true)
      .mul(1 / Math.sqrt(width / heads))
      .add(this.#hidden);
    const attended = tf.matMul(tf.softmax(scores), values);
    const together = attended.transpose([0, 2, 1, 3]).reshape([batch, length, width]);
    const middle = x.add(this.#linear(together, `${path}.output`));
    const up = this.#linear(this.#norm(middle, `${path}.innerNorm`), `${path}.up`);
    const active = up.mul(0.5).mul(tf.erf(up.mul(Math.SQRT1_2)).add(1));
    return middle.add(this.#linear(active, `${path}.down`));
  }

  /** [batch, length, vocabulary] */
  logits(ids: TensorFlowJs.Tensor): TfTensor {
    const embedded = this.#tf.gather(this.#weight('tokens.weight'), ids.flatten().toInt());
    const { batch, length, width, layers } = this.#size;
    let x = embedded.reshape([batch, length, width]).add(this.#weight('positions'));
    for (let layer = 0; layer < layers; layer++) x = this.#block(x, `blocks.${layer}`);
    return this.#linear(this.#norm(x, 'norm'), 'head');
  }

  /** One step of Adam; gives the loss before it. */
  step(ids: TensorFlowJs.Tensor, targets: TensorFlowJs.Tensor): TensorFlowJs.Scalar | null {
    const tf = this.#tf;
    const { vocabulary } = this.#size;
    const loss = (): TensorFlowJs.Scalar => {
      const hot = tf.oneHot(targets.flatten().toInt(), vocabulary);
      return tf.losses.softmaxCrossEntropy(hot, this.logits(ids).reshape([-1, vocabulary])).asScalar();
    };
    return this.#optimizer.minimize(loss, true, [...this.#weights.values()]);
  }

  /** Runs `fn` and frees what it makes. */
  tidy<Result extends TensorFlowJs.TensorContainer>(fn: () => Result): Result {
    return this.#tf.tidy(fn);
  }
}
