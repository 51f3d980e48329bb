import { describePictureParity } from '../testing/picture-parity.ts';
import { ViTForImageClassification, ViTModel } from './index.ts';

await describePictureParity('vit', {
  model: ViTForImageClassification,
  embeddings: 'vit.embeddings',
  layer: (index) => `vit.encoder.layer.${index}`,
});
await describePictureParity('vit-base', {
  model: ViTModel,
  embeddings: 'embeddings',
  layer: (index) => `encoder.layer.${index}`,
  outputs: (model, states) => ({ last_hidden_state: states, pooler_output: model.pool(states) }),
});
