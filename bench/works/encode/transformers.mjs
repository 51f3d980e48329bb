import { pipeline } from '@huggingface/transformers';
import { loading } from '../../peers/transformers.mjs';
import { batches } from './batches.ts';

export const prepare = async ({ threads, batch, sentences }) => {
  const extract = await pipeline('feature-extraction', 'minilm', loading(threads, 'fp32'));
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
