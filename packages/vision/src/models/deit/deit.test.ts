import { describePictureParity } from '../testing/picture-parity.ts';
import { DeiTForImageClassification, DeiTForImageClassificationWithTeacher } from './index.ts';

const deit = {
  embeddings: 'deit.embeddings',
  layer: (index: number) => `deit.encoder.layer.${index}`,
};
await describePictureParity('deit', {
  ...deit,
  model: DeiTForImageClassificationWithTeacher,
  outputs: (model, logits, pixels) => {
    const { classToken, distillationToken } = model.bothLogits(pixels);
    return { logits, cls_logits: classToken, distillation_logits: distillationToken };
  },
});
await describePictureParity('deit-plain', { ...deit, model: DeiTForImageClassification });
