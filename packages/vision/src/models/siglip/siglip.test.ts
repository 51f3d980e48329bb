import { describePictureParity } from '../testing/picture-parity.ts';
import { describePictureTextParity } from '../testing/picture-text-parity.ts';
import { SiglipModel, SiglipVisionModel } from './index.ts';

await describePictureTextParity('siglip', SiglipModel);
await describePictureParity('siglip-vision', {
  model: SiglipVisionModel,
  embeddings: 'visionModel.embeddings',
  layer: (index) => `visionModel.encoder.layers.${index}`,
  outputs: (model, states) => ({ last_hidden_state: states, pooler_output: model.embed(states) }),
});
