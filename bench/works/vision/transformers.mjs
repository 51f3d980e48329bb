import { AutoModelForImageClassification, Tensor } from '@huggingface/transformers';
import { loading } from '../../peers/transformers.mjs';

const types = { f32: 'fp32', q8: 'q8' };

export const prepare = async ({ threads, model: name, precision }, { pixels }) => {
  const model = await AutoModelForImageClassification.from_pretrained(
    name,
    loading(threads, types[precision]),
  );
  const pixel_values = new Tensor('float32', pixels.data, pixels.shape);
  return {
    run: () => model({ pixel_values }),
    answer: async () => (await model({ pixel_values })).logits.data,
  };
};
