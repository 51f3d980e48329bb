import { describePictureParity } from '../testing/picture-parity.ts';
import { describePictureTextParity } from '../testing/picture-text-parity.ts';
import { ClipModel, ClipVisionModel } from './index.ts';

await describePictureTextParity('clip', ClipModel);
await describePictureParity('clip-vision', {
  model: ClipVisionModel,
  embeddings: 'visionModel.preLayrnorm',
  layer: (index) => `visionModel.encoder.layers.${index}`,
  outputs: (model, states) => ({ last_hidden_state: states, image_embeds: model.embed(states) }),
});
