import { AutoTokenizer, env } from '@huggingface/transformers';
import { createEncoder } from '../../peers/bert-tfjs.mjs';
import { cache, pretrained } from '../../peers/places.mjs';
import { batches } from './batches.ts';

env.localModelPath = `${cache}/models`;
env.allowRemoteModels = false;

export const prepare = async ({ batch, sentences }) => {
  const tokenizer = await AutoTokenizer.from_pretrained('minilm');
  const forward = createEncoder(`${pretrained}/minilm/model.safetensors`);
  const parts = batches(batch, sentences);
  const encode = (texts) => {
    const { input_ids, attention_mask } = tokenizer(texts, { padding: true });
    return forward(input_ids.data, attention_mask.data, input_ids.dims);
  };
  return {
    run: () => {
      for (const part of parts) encode(part);
    },
    answer: () => parts.flatMap((part) => [...encode(part)]),
  };
};
