import { add, ones, pad, RandomGenerator, ShapeError, tensor, zeros } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { ResNetForImageClassification, readResNetConfig } from '../resnet/index.ts';
import { fromTimmName, toTimmName } from '../resnet/timm-names.ts';
import { DetrForObjectDetection, DetrLearnedPositions, DetrModel, readDetrConfig } from './index.ts';

const read = (json: object) => readDetrConfig(new HfConfig(json));
const labels = Object.fromEntries(Array.from({ length: 91 }, (_, at) => [at, `thing ${at}`]));

describe('published configs', () => {
  // Counted by transformers, without the frozen norms.
  it.each([
    ['of timm by default', { id2label: labels }, 41_524_768],
    ['with dilation', { id2label: labels, backbone: 'resnet101', dilation: true }, 60_464_672],
    ['with blocks of two convolutions', { id2label: labels, backbone: 'resnet18.a1_in1k' }, 28_843_552],
    [
      'in the nested spelling',
      { id2label: labels, backbone_config: { model_type: 'timm_backbone', backbone: 'resnet50' } },
      41_524_768,
    ],
    ['of transformers', { id2label: labels, use_timm_backbone: false, backbone: null }, 41_524_768],
  ])('as many weights as in transformers, backbone %s', (_, json, count) => {
    expect(new DetrForObjectDetection(read(json)).parameterCount()).toBe(count);
  });

  it('as many weights of a ResNet', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [at, `thing ${at}`]));
    const config = readResNetConfig(new HfConfig({ id2label: many }));
    expect(new ResNetForImageClassification(config).parameterCount()).toBe(25_557_032);
  });

  it('dilation takes the place of the last step', () => {
    const strides = (json: object) =>
      read(json).backbone.stages.map(({ stride, dilation }) => [stride, dilation]);
    const plain = [
      [1, 1],
      [2, 1],
      [2, 1],
      [2, 1],
    ];
    expect(strides({})).toEqual(plain);
    expect(strides({ dilation: true })).toEqual([...plain.slice(0, 3), [1, 2]]);
  });

  it('names of timm and back, as PyTorch gives them', () => {
    const pairs = [
      ['conv1.weight', 'embedder.embedder.convolution.weight'],
      ['bn1.running_var', 'embedder.embedder.normalization.running_var'],
      ['layer1.0.conv1.weight', 'encoder.stages.0.layers.0.layer.0.convolution.weight'],
      ['layer3.22.bn3.bias', 'encoder.stages.2.layers.22.layer.2.normalization.bias'],
      ['layer2.0.downsample.0.weight', 'encoder.stages.1.layers.0.shortcut.convolution.weight'],
      ['layer4.0.downsample.1.running_mean', 'encoder.stages.3.layers.0.shortcut.normalization.running_mean'],
    ] as const;
    for (const [theirs, ours] of pairs) {
      expect(fromTimmName(theirs)).toBe(ours);
      expect(toTimmName(ours)).toBe(theirs);
      expect(fromTimmName(ours)).toBe(ours);
    }
  });

  it.each([
    [{ backbone: 'swin_tiny_patch4' }, 'backbone must be one of resnet18, resnet34, resnet50'],
    [{ backbone: 'resnet50d' }, 'backbone must be one of'],
    [{ backbone_config: { model_type: 'swin' } }, 'model_type must be resnet or timm_backbone, found "swin"'],
    [
      { backbone_config: { model_type: 'resnet', out_features: ['stage3'] } },
      'out_features must be the last',
    ],
    [{ use_timm_backbone: false, dilation: true }, 'dilation must be false for a backbone of transformers'],
    [{ position_embedding_type: 'rotary' }, 'position_embedding_type must be sine or learned'],
    [{ d_model: 10 }, 'd_model must be a multiple of 4'],
    [{ d_model: 12 }, 'encoder_attention_heads must be a divisor of the width, 12'],
    [{ num_queries: 0 }, 'num_queries must be a whole number from 1'],
    [{ eos_coefficient: 'few' }, 'eos_coefficient must be a number'],
  ])('%j is refused', (json, message) => {
    expect(() => read(json)).toThrow(message);
  });
});

const tiny = read({
  ...{ d_model: 8, encoder_layers: 1, decoder_layers: 1, encoder_attention_heads: 2, num_queries: 3 },
  ...{
    decoder_attention_heads: 2,
    encoder_ffn_dim: 8,
    decoder_ffn_dim: 8,
    dropout: 0.5,
    encoder_layerdrop: 0.5,
  },
  backbone_config: { model_type: 'resnet', embedding_size: 4, hidden_sizes: [8, 12], depths: [1, 1] },
});

describe('pictures', () => {
  const generator = new RandomGenerator(3);
  const model = new DetrModel(tiny).initialize(generator);
  const pixels = generator.normal([2, 3, 24, 17]);

  it('what stands in the padding changes nothing', () => {
    // The net for the map alone sees beyond an edge, so that the mask must end where no place of the map looks across.
    const within = tensor(
      Uint8Array.from({ length: 2 * 24 * 64 }, (_, at) => (at % 64 < 17 ? 1 : 0)),
      { shape: [2, 24, 64], dtype: 'bool' },
    );
    const padded = pad(pixels, { axis: 3, after: 64 - 17 });
    const far = tensor(
      Float32Array.from({ length: 2 * 3 * 24 * 64 }, (_, at) => (at % 64 > 50 ? 9 : 0)),
      { shape: [2, 3, 24, 64] },
    );
    const one = model.forward(padded, { mask: within });
    const other = model.forward(add(padded, far), { mask: within });
    expect(one.grid).toEqual([3, 8]);
    expect([...other.queries.dataSync()]).toEqual([...one.queries.dataSync()]);
    const unmasked = [...model.forward(padded).queries.dataSync()];
    expect(unmasked).not.toEqual([...one.queries.dataSync()]);
  });

  it('of another kind, and masks that are not theirs, are refused', () => {
    expect(() => model.forward(ones([1, 1, 24, 17]))).toThrow(ShapeError);
    const mask = zeros([2, 24, 16], 'bool');
    expect(() => model.forward(pixels, { mask })).toThrow(ShapeError);
    expect(() => model.forward(pixels, { mask })).toThrow(
      'mask must be bool [2, 24, 17], as the pixels are, got bool [2, 24, 16]',
    );
    expect(() => model.forward(pixels, { mask: ones([2, 24, 17]) })).toThrow('got float32 [2, 24, 17]');
    expect(() => model.forward(pixels, { masks: mask } as object)).toThrow(/DetrModel.*masks/);
    const positions = new DetrLearnedPositions(8).initialize(generator);
    expect(() => positions.forward(ones([1, 2, 51], 'bool'))).toThrow('51 rows or columns, and 50 learned');
  });

  it('dropout and layer dropout are for training alone', () => {
    const run = () => [...model.forward(pixels).queries.dataSync()];
    expect(run()).toEqual(run());
    model.train();
    expect(run()).not.toEqual(run());
    model.eval();
  });
});
