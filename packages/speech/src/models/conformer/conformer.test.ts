import { Adam, FormatError, RandomGenerator, slice, type Tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { trainStep } from '@heed/transformer/training';
import { describe, expect, it } from 'vitest';
import { ctcObjective } from '../../ctc/objective.ts';
import { describeSoundParity, goldenOf, loadSpeechModel, soundsOf } from '../testing/sound-parity.ts';
import {
  ConformerForCTC,
  ConformerForSequenceClassification,
  ConformerModel,
  publishedConformerName,
  readConformerConfig,
} from './index.ts';

const start = 'wav2vec2Conformer.encoder';
const paths = {
  input: `${start}.input`,
  layer: (index: number) => `${start}.layers.${index}`,
  weights: (index: number) => `${start}.layers.${index}.selfAttn.weights`,
  gradient: publishedConformerName,
  saved: publishedConformerName,
};
describeSoundParity('conformer/relative', ConformerForCTC, paths);
describeSoundParity('conformer/rotary', ConformerForSequenceClassification, paths);

const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('ConformerForCTC', () => {
  it('what stands behind a shorter sound changes it through the convolutions alone, and only at its end', async () => {
    const model = (await loadSpeechModel('conformer/relative', ConformerForCTC)).eval();
    const [samples, mask] = soundsOf(goldenOf('conformer/relative'));
    const other = new RandomGenerator(3).normal([1, 203]);
    const second = slice(samples, { axis: 0, start: 1 });
    const masked = mask && slice(mask, { axis: 0, start: 1 });
    const heard = numbers(model.forward(second, masked));
    expect(heard).not.toEqual(numbers(model.forward(other, masked)));
    expect(numbers(model.forward(second))[0]).not.toBeCloseTo(heard[0] ?? 0, 3);
  });

  it('learns to spell a sound by ctcObjective, and its batch norm follows the sounds', async () => {
    const model = (await loadSpeechModel('conformer/relative', ConformerForCTC)).train();
    const { batchNorm } = model.wav2vec2Conformer.encoder.layers[0]?.convModule ?? expect.unreachable();
    const before = numbers(batchNorm.runningMean.value);
    const optimizer = new Adam(model, { rate: 0.01 });
    const samples = Float32Array.from(new RandomGenerator(4).normal([203]).dataSync());
    const example = { features: samples, frames: samples.length, labels: [3, 5, 2] };
    const losses = Array.from(
      { length: 15 },
      () => trainStep(ctcObjective(model), optimizer, [[example]]).loss,
    );
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
    expect(numbers(batchNorm.runningMean.value)).not.toEqual(before);
    expect([...model.trainableValues().keys()].filter((path) => path.includes('posConvEmbed'))).toEqual([]);
    optimizer.dispose();
  });
});

describe('readConformerConfig', () => {
  it('what it is where nothing is said', () => {
    expect(readConformerConfig(new HfConfig({ model_type: 'wav2vec2-conformer' }))).toMatchObject({
      ...{
        width: 768,
        layers: 12,
        heads: 12,
        positions: 'relative',
        rotaryBase: 10_000,
        depthwiseKernel: 31,
      },
      convolutionDropout: 0.1,
    });
  });

  it('no positions at all', () => {
    const small = { hidden_size: 6, num_attention_heads: 2, num_conv_pos_embedding_groups: 2 };
    const sizes = {
      conv_dim: [4],
      conv_kernel: [3],
      conv_stride: [2],
      intermediate_size: 7,
      num_hidden_layers: 1,
    };
    const config = readConformerConfig(new HfConfig({ ...small, ...sizes, num_conv_pos_embeddings: 3 }));
    const generator = new RandomGenerator(1);
    const model = new ConformerModel({ ...config, positions: undefined }).initialize(generator).eval();
    expect(model.forward(generator.normal([1, 23])).shape).toEqual([1, 11, 6]);
  });

  it.each([
    [{ add_adapter: true }, 'add_adapter must be false'],
    [{ conv_depthwise_kernel_size: 4 }, 'conv_depthwise_kernel_size must be an odd number'],
    [{ position_embeddings_type: 'absolute' }, "position_embeddings_type must be 'relative' or 'rotary'"],
    [{ hidden_size: 48, num_attention_heads: 16, position_embeddings_type: 'rotary' }, 'heads of even width'],
  ])('refuses %j', (change, message) => {
    const read = () => readConformerConfig(new HfConfig(change));
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
  });
});
