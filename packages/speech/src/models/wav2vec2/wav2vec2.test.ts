import { readFileSync } from 'node:fs';
import {
  Adam,
  concat,
  encodeSafetensors,
  FormatError,
  loadWeights,
  openSafetensors,
  RandomGenerator,
  readTensor,
  ShapeError,
  slice,
  type Tensor,
  tensor,
} from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { trainStep } from '@heed/transformer/training';
import { describe, expect, it } from 'vitest';
import { ctcObjective } from '../../ctc/objective.ts';
import { describeSoundParity, goldenOf, loadSpeechModel, soundsOf } from '../testing/sound-parity.ts';
import {
  readWav2Vec2Config,
  Wav2Vec2ForCTC,
  Wav2Vec2ForSequenceClassification,
  Wav2Vec2Model,
} from './index.ts';
import { waveformWeightNames } from './weights.ts';

const paths = {
  input: 'wav2vec2.encoder.input',
  layer: (index: number) => `wav2vec2.encoder.layers.${index}`,
  weights: (index: number) => `wav2vec2.encoder.layers.${index}.attention.weights`,
};
describeSoundParity('wav2vec2/post-norm', Wav2Vec2ForCTC, paths);
describeSoundParity('wav2vec2/stable', Wav2Vec2ForCTC, paths);
describeSoundParity('wav2vec2/classifier', Wav2Vec2ForSequenceClassification, paths);

const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('Wav2Vec2ForCTC', () => {
  it('a shorter sound in a batch is heard as it is alone, whatever follows it', async () => {
    const model = await loadSpeechModel('wav2vec2/stable', Wav2Vec2ForCTC);
    const [samples, mask] = soundsOf(goldenOf('wav2vec2/stable'));
    const alone = model.forward(slice(samples, { axis: 1, end: 150 }));
    const frames = model.framesOf(150);
    expect(alone.shape).toEqual([2, frames, 11]);
    const second = (x: Tensor): number[] =>
      numbers(slice(slice(x, { axis: 0, start: 1 }), { axis: 1, end: frames }));
    const together = second(model.forward(samples, mask));
    for (const [at, value] of second(alone).entries()) expect(together[at]).toBeCloseTo(value, 5);
    expect(second(model.forward(samples))[0]).not.toBeCloseTo(together[0] ?? 0, 3);
  });

  it('which frames are sound: as many as the sound alone would have', async () => {
    const { wav2vec2 } = await loadSpeechModel('wav2vec2/stable', Wav2Vec2ForCTC);
    const samples = new RandomGenerator(0).normal([1, 203]);
    for (const length of [29, 30, 49, 50, 69, 100, 183, 202, 203]) {
      const mask = tensor(
        Uint8Array.from({ length: 203 }, (_, at) => Number(at < length)),
        { shape: [1, 203], dtype: 'bool' },
      );
      const frames = numbers(wav2vec2.frameMask(mask, samples));
      expect(frames).toHaveLength(wav2vec2.framesOf(203));
      expect(
        frames.reduce((sum, one) => sum + one, 0),
        String(length),
      ).toBe(wav2vec2.framesOf(length));
    }
  });

  it('learns to spell a sound by ctcObjective', async () => {
    const model = (await loadSpeechModel('wav2vec2/stable', Wav2Vec2ForCTC)).train();
    const optimizer = new Adam(model, { rate: 0.01 });
    const samples = Float32Array.from(new RandomGenerator(4).normal([203]).dataSync());
    const example = { features: samples, frames: samples.length, labels: [3, 5, 2] };
    const losses = Array.from(
      { length: 15 },
      () => trainStep(ctcObjective(model), optimizer, [[example]]).loss,
    );
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
    optimizer.dispose();
  });

  it('refuses sounds without a frame and other shapes', async () => {
    const model = await loadSpeechModel('wav2vec2/stable', Wav2Vec2ForCTC);
    const noise = (shape: number[]): Tensor => new RandomGenerator(0).normal(shape);
    expect(() => model.forward(noise([1, 24]))).toThrow(ShapeError);
    expect(() => model.forward(noise([1, 24]))).toThrow('24 samples are too few');
    expect(() => model.recognize(noise([2, 203]))).toThrow('needs one sound, [samples], got [2, 203]');
    expect(() => model.forward(noise([1, 2, 203]))).toThrow('[batch, samples], got [1, 2, 203]');
    const mask = tensor(new Uint8Array(7), { shape: [1, 7], dtype: 'bool' });
    expect(() => model.forward(noise([1, 203]), mask)).toThrow('the mask must be [1, 203], got [1, 7]');
  });
});

describe('files', () => {
  it('old names, and what pretraining left', async () => {
    const folder = new URL('../../../../../fixtures/speech/wav2vec2/stable/', import.meta.url);
    const file = await openSafetensors(readFileSync(new URL('model.safetensors', folder)));
    const older = new Map<string, Tensor>();
    for (const name of file.entries.keys()) {
      const old = name
        .replace('parametrizations.weight.original0', 'weight_g')
        .replace('parametrizations.weight.original1', 'weight_v');
      if (!old.startsWith('lm_head')) older.set(old, await readTensor(file, name));
    }
    expect([...older.keys()].filter((name) => /weight_[gv]$/.test(name))).toHaveLength(2);
    for (const name of ['quantizer.codevectors', 'project_q.bias', 'wav2vec2.masked_spec_embed']) {
      older.set(name, tensor([1, 2]));
    }
    const config = new HfConfig(JSON.parse(readFileSync(new URL('config.json', folder), 'utf8')));
    const model = new Wav2Vec2Model(readWav2Vec2Config(config));
    await loadWeights(model, await encodeSafetensors(older), waveformWeightNames('wav2vec2'));
    const whole = await loadSpeechModel('wav2vec2/stable', Wav2Vec2ForCTC);
    const [samples, mask] = soundsOf(goldenOf('wav2vec2/stable'));
    expect(numbers(model.forward(samples, mask))).toEqual(numbers(whole.wav2vec2.forward(samples, mask)));
  });
});

describe('readWav2Vec2Config', () => {
  it('what it is where nothing is said: base', () => {
    const config = readWav2Vec2Config(new HfConfig({ model_type: 'wav2vec2' }));
    expect(config).toMatchObject({
      ...{
        width: 768,
        layers: 12,
        heads: 12,
        feedForwardWidth: 3072,
        convolutionNorm: 'group',
        normFirst: false,
      },
      ...{ positionKernel: 128, positionGroups: 16, vocabularySize: 32, blank: 0, epsilon: 1e-5 },
    });
    expect(config.convolutions.map(({ kernel }) => kernel)).toEqual([10, 3, 3, 3, 3, 2, 2]);
    expect(config.convolutions.map(({ stride }) => stride)).toEqual([5, 2, 2, 2, 2, 2, 2]);
  });

  it.each([
    [{ add_adapter: true }, 'add_adapter must be false'],
    [{ adapter_attn_dim: 16 }, 'adapter_attn_dim must be null'],
    [{ feat_extract_norm: 'batch' }, "feat_extract_norm must be 'group' or 'layer'"],
    [{ num_attention_heads: 5 }, 'num_attention_heads must be a divisor of the width, 768'],
    [{ num_conv_pos_embedding_groups: 5 }, 'num_conv_pos_embedding_groups must be a divisor'],
    [{ conv_stride: [5, 2] }, 'conv_stride must be whole numbers from 1, one for each convolution'],
    [{ conv_dim: [] }, 'conv_dim must be whole numbers from 1'],
    [{ conv_kernel: [10, 3, 3, 3, 3, 2, 0.5] }, 'conv_kernel must be whole numbers from 1'],
  ])('refuses %j', (change, message) => {
    const read = () => readWav2Vec2Config(new HfConfig(change));
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
  });
});

it('both kinds of positions keep the length', () => {
  for (const kernel of [4, 5]) {
    const config = readWav2Vec2Config(
      new HfConfig({
        ...{ conv_dim: [4], conv_kernel: [3], conv_stride: [2], hidden_size: 6, num_attention_heads: 2 },
        ...{ num_hidden_layers: 1, intermediate_size: 7, num_conv_pos_embeddings: kernel },
        num_conv_pos_embedding_groups: 3,
      }),
    );
    const generator = new RandomGenerator(kernel);
    const model = new Wav2Vec2Model(config).initialize(generator);
    const samples = concat([generator.normal([1, 20]), generator.normal([1, 3])], { axis: 1 });
    expect(model.forward(samples).shape).toEqual([1, model.framesOf(23), 6]);
  }
});
