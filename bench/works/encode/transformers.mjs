import { env, pipeline } from '@huggingface/transformers';
import { cache } from '../../peers/places.mjs';
import { batches } from './batches.ts';

env.localModelPath = `${cache}/models`;
env.allowRemoteModels = false;

export const prepare = async ({ threads, batch, sentences }) => {
  const extract = await pipeline('feature-extraction', 'minilm', {
    dtype: 'fp32',
    device: 'cpu',
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  });
  const parts = batches(batch, sentences);
  const encode = (texts) => extract(texts, { pooling: 'mean', normalize: true });
  return {
    run: async () => {
      for (const part of parts) await encode(part);
    },
    answer: async () => {
      const vectors = [];
      for (const part of parts) vectors.push(...(await encode(part)).data);
      return vectors;
    },
  };
};
