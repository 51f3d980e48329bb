/** MiniLM's encoder in TensorFlow.js, which has no loader and no layer for it: from the published safetensors file. */
import { readBytes } from '../harness/files.ts';
import { tf } from './tfjs.mjs';

const [layers, heads] = [6, 12];

/** All float32 tensors of a file. */
async function readWeights(path) {
  const file = await readBytes(path);
  const start = 8 + Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = Object.entries(JSON.parse(new TextDecoder().decode(file.subarray(8, start))));
  return Object.fromEntries(
    header
      .filter(([, { dtype }]) => dtype === 'F32')
      .map(([name, { shape, data_offsets }]) => {
        const bytes = file.slice(...data_offsets.map((offset) => start + offset));
        const numbers = new Float32Array(bytes.buffer);
        const tensor = tf.tensor(numbers, shape);
        // matMul with transposeB leaves the fast path of the WASM backend.
        const isMap = shape.length === 2 && !name.startsWith('embeddings');
        return [name, isMap ? tf.transpose(tensor) : tensor];
      }),
  );
}

function layerNorm(x, weight, bias) {
  const centered = tf.sub(x, tf.mean(x, -1, true));
  const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centered), -1, true), 1e-12));
  return tf.add(tf.mul(tf.mul(centered, scale), weight), bias);
}

function gelu(x) {
  return tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))));
}

/** From ids and mask, arrays of `batch` × `length` numbers, to normalised mean vectors. */
export async function createEncoder(path) {
  const weights = await readWeights(path);
  const norm = (x, name) => layerNorm(x, weights[`${name}.weight`], weights[`${name}.bias`]);
  const linear = (x, name) => tf.add(tf.matMul(x, weights[`${name}.weight`]), weights[`${name}.bias`]);

  const layer = (x, name, { batch, length, bias }) => {
    const width = x.shape[1];
    const split = (y) => y.reshape([batch, length, heads, width / heads]).transpose([0, 2, 1, 3]);
    const [q, k, v] = ['query', 'key', 'value'].map((part) =>
      split(linear(x, `${name}.attention.self.${part}`)),
    );
    const scores = tf.mul(tf.matMul(q, tf.transpose(k, [0, 1, 3, 2])), (width / heads) ** -0.5);
    const context = tf.matMul(tf.softmax(tf.add(scores, bias)), v).transpose([0, 2, 1, 3]);
    const attended = linear(context.reshape([batch * length, width]), `${name}.attention.output.dense`);
    const between = norm(tf.add(x, attended), `${name}.attention.output.LayerNorm`);
    const inner = gelu(linear(between, `${name}.intermediate.dense`));
    return norm(tf.add(between, linear(inner, `${name}.output.dense`)), `${name}.output.LayerNorm`);
  };

  return (ids, mask, [batch, length]) =>
    tf.tidy(() => {
      const kept = tf.tensor(Float32Array.from(mask, Number), [batch, length]);
      const bias = tf.mul(tf.sub(1, kept.reshape([batch, 1, 1, length])), -1e9);
      const words = weights['embeddings.word_embeddings.weight'];
      const width = words.shape[1];
      const rows = tf.gather(words, tf.tensor1d(Int32Array.from(ids, Number), 'int32'));
      const places = weights['embeddings.position_embeddings.weight'].slice([0, 0], [length, width]);
      const kinds = weights['embeddings.token_type_embeddings.weight'].slice([0, 0], [1, width]);
      const embedded = tf.add(tf.add(rows.reshape([batch, length, width]), places), kinds);
      let x = norm(embedded, 'embeddings.LayerNorm').reshape([batch * length, width]);
      for (let at = 0; at < layers; at++) x = layer(x, `encoder.layer.${at}`, { batch, length, bias });
      const weight = kept.reshape([batch, length, 1]);
      const mean = tf.div(tf.sum(tf.mul(x.reshape([batch, length, width]), weight), 1), tf.sum(weight, 1));
      return tf.div(mean, tf.norm(mean, 2, -1, true)).dataSync();
    });
}
