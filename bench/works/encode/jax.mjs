import { readFileSync } from 'node:fs';
import { AutoTokenizer, env } from '@huggingface/transformers';
import { openJax } from '../../peers/jax.mjs';
import { cache } from '../../peers/places.mjs';
import { batches } from './batches.ts';

env.localModelPath = `${cache}/models`;
env.allowRemoteModels = false;

/** The model by its graph in ONNX; states alone, without pooling, so that the time is a lower bound. */
export const prepare = async ({ threads, batch, sentences }) => {
  const { numpy } = await openJax(threads);
  const { ONNXModel } = await import('@jax-js/onnx');
  const tokenizer = await AutoTokenizer.from_pretrained('minilm');
  const model = new ONNXModel(readFileSync(`${cache}/models/minilm/onnx/model.onnx`));
  const parts = batches(batch, sentences);
  const toArray = ({ data, dims }) =>
    numpy.array(Int32Array.from(data, Number), { dtype: numpy.int32 }).reshape(dims);
  const encode = async (texts) => {
    const { input_ids, attention_mask, token_type_ids } = tokenizer(texts, { padding: true });
    const { last_hidden_state } = await model.run({
      input_ids: toArray(input_ids),
      attention_mask: toArray(attention_mask),
      token_type_ids: toArray(token_type_ids),
    });
    const [, length, width] = last_hidden_state.shape;
    return { states: await last_hidden_state.data(), mask: attention_mask.data, length, width };
  };
  return {
    run: async () => {
      for (const part of parts) await encode(part);
    },
    answer: async () => {
      const vectors = [];
      for (const part of parts) vectors.push(...pool(await encode(part), part.length));
      return vectors;
    },
  };
};

function pool({ states, mask, length, width }, batch) {
  return Array.from({ length: batch }, (_, row) => {
    const sum = new Float64Array(width);
    for (let place = 0; place < length; place++) {
      if (Number(mask[row * length + place]) === 0) continue;
      for (let at = 0; at < width; at++) sum[at] += states[(row * length + place) * width + at];
    }
    const norm = Math.hypot(...sum);
    return Array.from(sum, (value) => value / norm);
  }).flat();
}
