import { AutoTokenizer } from '@huggingface/transformers';
import { createEncoder } from '../../peers/bert-tfjs.mjs';
import { pretrained } from '../../peers/places.mjs';
import '../../peers/transformers.mjs';
import { batches } from './batches.ts';

export const prepare = async ({ batch, sentences }) => {
  const tokenizer = await AutoTokenizer.from_pretrained('minilm');
  const forward = await createEncoder(`${pretrained}/minilm/model.safetensors`);
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
