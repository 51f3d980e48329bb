import { join } from 'node:path';
import { AutoImageProcessor, RawImage } from '@huggingface/transformers';
import { cache } from '../../peers/places.mjs';
import '../../peers/transformers.mjs';

export const prepare = async ({ file }) => {
  const processor = await AutoImageProcessor.from_pretrained('vit-processor');
  const path = join(cache, 'pictures', file);
  const process = async () => await processor(await RawImage.read(path));
  return { run: process, answer: async () => (await process()).pixel_values.data };
};
