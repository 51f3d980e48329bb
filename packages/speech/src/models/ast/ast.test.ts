import { FormatError, RandomGenerator, ShapeError } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { describeSoundParity, goldenOf, loadSpeechModel, soundsOf } from '../testing/sound-parity.ts';
import { ASTForAudioClassification, ASTModel, readAudioSpectrogramConfig } from './index.ts';

/** The names of files, as modules of transformers have them now. */
const newer: readonly (readonly [RegExp, string])[] = [
  [/encoder\.layer\./, 'layers.'],
  [/attention\.attention\.query/, 'attention.q_proj'],
  [/attention\.attention\.key/, 'attention.k_proj'],
  [/attention\.attention\.value/, 'attention.v_proj'],
  [/attention\.output\.dense/, 'attention.o_proj'],
  [/intermediate\.dense/, 'mlp.fc1'],
  [/output\.dense/, 'mlp.fc2'],
];
const start = 'audioSpectrogramTransformer';
const paths = {
  input: `${start}.embeddings`,
  layer: (index: number) => `${start}.encoder.layer.${index}`,
  weights: (index: number) => `${start}.encoder.layer.${index}.attention.attention.weights`,
  gradient: (name: string) => newer.reduce((text, [old, now]) => text.replace(old, now), name),
};
describeSoundParity('ast/classifier', ASTForAudioClassification, paths);
// The shape of published models of Speech Commands: 128 frames and 35 words.
describeSoundParity('ast/keywords', ASTForAudioClassification, paths);

const small = { num_mel_bins: 8, max_length: 20, patch_size: 4, hidden_size: 6, num_attention_heads: 3 };

describe('ASTModel', () => {
  it('of a file with a head', async () => {
    const [model, whole] = [
      await loadSpeechModel('ast/classifier', ASTModel, 'ASTModel'),
      await loadSpeechModel('ast/classifier', ASTForAudioClassification),
    ];
    const [features] = soundsOf(goldenOf('ast/classifier'));
    const logits = whole.classifier.forward(model.embed(model.forward(features)));
    expect([...logits.dataSync()]).toEqual([...whole.forward(features).dataSync()]);
  });

  it('refuses features of another size', () => {
    const config = readAudioSpectrogramConfig(new HfConfig({ ...small, num_hidden_layers: 1 }));
    const model = new ASTModel(config).initialize(new RandomGenerator(0));
    const features = new RandomGenerator(1).normal([1, 8, 20]);
    expect(() => model.forward(features)).toThrow(ShapeError);
    expect(() => model.forward(features)).toThrow('[batch, 20, 8]');
  });
});

describe('readAudioSpectrogramConfig', () => {
  it('what it is where nothing is said', () => {
    expect(readAudioSpectrogramConfig(new HfConfig({}))).toMatchObject({
      ...{ melBins: 128, frames: 1024, patchSize: 16, frequencyStride: 10, timeStride: 10, width: 768 },
      ...{ layers: 12, heads: 12, feedForwardWidth: 3072, activation: 'gelu', epsilon: 1e-12 },
    });
  });

  it.each([
    [{ num_attention_heads: 4 }, 'num_attention_heads must be a divisor of the width, 6'],
    [{ patch_size: 9 }, 'patch_size must be at most 8 bins and 20 frames, found 9'],
  ])('refuses %j', (change, message) => {
    const read = () => readAudioSpectrogramConfig(new HfConfig({ ...small, ...change }));
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
  });
});
