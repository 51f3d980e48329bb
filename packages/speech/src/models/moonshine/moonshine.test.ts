import { readFileSync } from 'node:fs';
import {
  encodeSafetensors,
  FormatError,
  loadWeights,
  openSafetensors,
  RandomGenerator,
  readTensor,
  ShapeError,
  type Tensor,
  tensor,
} from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { folder, loadSpeechModel } from '../testing/sound-parity.ts';
import { describeWritingParity } from '../testing/writing-parity.ts';
import { family } from './family.ts';
import { Moonshine, readMoonshineConfig } from './index.ts';

describeWritingParity('moonshine/tiny', Moonshine, { source: 'input_values', promptLength: 1 });

const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('Moonshine', () => {
  it('a masked frame changes the text by the norm of the whole sound alone', async () => {
    const model = await loadSpeechModel('moonshine/tiny', Moonshine);
    const samples = new RandomGenerator(3).normal([1, 4001]);
    const allTrue = (length: number): Tensor =>
      tensor(
        Uint8Array.from({ length: 4001 }, (_, at) => Number(at < length)),
        { shape: [1, 4001], dtype: 'bool' },
      );
    const target = tensor([[1, 7, 5]], { dtype: 'int32' });
    const plain = numbers(model.forward(samples, target));
    expect(numbers(model.forward(samples, target, allTrue(4001)))).toEqual(plain);
    expect(numbers(model.forward(samples, target, allTrue(2000)))).not.toEqual(plain);
    // 384 samples are a frame, and a frame is sound where its first sample is.
    const { mask } = model.encode(samples, allTrue(2000));
    expect(mask?.shape).toEqual([1, 1, 1, model.framesOf(4001)]);
    expect(numbers(mask ?? samples)).toEqual([1, 1, 1, 1, 1, 1, 0, 0, 0]);
  });

  it('refuses sounds without a frame, other shapes, and masks that do not fit', async () => {
    const model = await loadSpeechModel('moonshine/tiny', Moonshine);
    const noise = (shape: number[]): Tensor => new RandomGenerator(0).normal(shape);
    expect(model.framesOf(894)).toBe(0);
    expect(model.framesOf(895)).toBe(1);
    expect(() => model.encode(noise([1, 894]))).toThrow('894 samples are too few');
    expect(() => model.encode(noise([1, 2, 2000]))).toThrow(ShapeError);
    const mask = tensor(new Uint8Array(7), { shape: [1, 7], dtype: 'bool' });
    expect(() => model.encode(noise([1, 2000]), mask)).toThrow('the mask must be [1, 2000], got [1, 7]');
  });

  it('loads what MoonshineModel saves, without the first part of names', async () => {
    const file = await openSafetensors(readFileSync(new URL('moonshine/tiny/model.safetensors', folder)));
    const bare = new Map<string, Tensor>();
    for (const name of file.entries.keys()) {
      bare.set(name.replace(/^model\./, ''), await readTensor(file, name));
    }
    const config: unknown = JSON.parse(readFileSync(new URL('moonshine/tiny/config.json', folder), 'utf8'));
    const model = family.architectures['MoonshineModel']?.(new HfConfig(Object(config)), new Set());
    if (!(model instanceof Moonshine)) return expect.unreachable();
    await loadWeights(model, await encodeSafetensors(bare), family.weightNames(model));
    const whole = await loadSpeechModel('moonshine/tiny', Moonshine);
    const [samples, target] = [
      new RandomGenerator(5).normal([1, 3000]),
      tensor([[1, 4]], { dtype: 'int32' }),
    ];
    expect(numbers(model.forward(samples, target))).toEqual(numbers(whole.forward(samples, target)));
  });
});

describe('readMoonshineConfig', () => {
  it('what Moonshine is where nothing is said: tiny', () => {
    const config = readMoonshineConfig(new HfConfig({ model_type: 'moonshine' }));
    expect(config).toMatchObject({
      ...{ width: 288, feedForwardWidth: 1152, heads: 8, encoderLayers: 6, decoderLayers: 6, tied: true },
      ...{
        vocabularySize: 32_768,
        maximumLength: 512,
        startId: 1,
        endId: 2,
        padId: 2,
        paddingIndex: undefined,
      },
      rotary: { base: 10_000, rotaryDimension: 32, pairs: 'neighbours' },
    });
    expect(config.convolutions.map(({ kernel, stride }) => [kernel, stride])).toEqual([
      [127, 64],
      [7, 3],
      [3, 2],
    ]);
  });

  it('base, in the spelling of old files', () => {
    const base = {
      hidden_size: 416,
      intermediate_size: 1664,
      encoder_num_hidden_layers: 8,
      rope_theta: 10_000,
    };
    const config = readMoonshineConfig(
      new HfConfig({
        ...base,
        decoder_num_hidden_layers: 8,
        partial_rotary_factor: 0.62,
        rope_scaling: null,
      }),
    );
    expect(config).toMatchObject({ width: 416, encoderLayers: 8, rotary: { rotaryDimension: 32 } });
  });

  it.each([
    [{ encoder_num_attention_heads: 7 }, 'encoder_num_attention_heads must be a divisor of the width, 288'],
    [
      { decoder_num_attention_heads: 4 },
      'decoder_num_attention_heads must be encoder_num_attention_heads, 8',
    ],
    [
      { encoder_num_key_value_heads: 2 },
      'encoder_num_key_value_heads must be encoder_num_attention_heads, 8',
    ],
    [
      { partial_rotary_factor: 0.7 },
      'partial_rotary_factor must be one that turns an even part of 36 numbers',
    ],
    [{ eos_token_id: 32_768 }, 'eos_token_id must be one id below 32768'],
  ])('refuses %j', (change, message) => {
    const read = () => readMoonshineConfig(new HfConfig(change));
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
  });
});
