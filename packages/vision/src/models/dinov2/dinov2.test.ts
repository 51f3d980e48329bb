import { describePictureParity } from '../testing/picture-parity.ts';
import { Dinov2ForImageClassification, Dinov2Model } from './index.ts';

const withHead = {
  model: Dinov2ForImageClassification,
  embeddings: 'dinov2.embeddings',
  layer: (index: number) => `dinov2.encoder.layer.${index}`,
};
await describePictureParity('dinov2', withHead);
await describePictureParity('dinov2-registers', withHead);
await describePictureParity('dinov2-gated', {
  model: Dinov2Model,
  embeddings: 'embeddings',
  layer: (index) => `encoder.layer.${index}`,
  outputs: (model, states) => ({ last_hidden_state: states, pooler_output: model.embed(states) }),
});
