import { paddingMask } from '@heed/attention';
import { FormatError, live, OptionError, RandomGenerator, ShapeError, slice, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { padRows } from '../generation/generate-sequences.ts';
import { baseConfig, EncoderDecoder, parseEncoderDecoderConfig } from './index.ts';

const tiny = {
  ...baseConfig,
  vocabularySize: 13,
  width: 8,
  heads: 2,
  feedForwardWidth: 12,
  encoderLayers: 2,
  decoderLayers: 3,
};

describe('EncoderDecoder', () => {
  it("counts the paper's 65 million parameters within 3 % in its base form (Vaswani 2017, table 3)", () => {
    expect(Math.abs(new EncoderDecoder(baseConfig).parameterCount() / 65e6 - 1)).toBeLessThan(0.03);
  });

  it('gives a padded batch the numbers of its rows alone', () => {
    const model = new EncoderDecoder(tiny).initialize(new RandomGenerator(1));
    const sources = [
      [3, 4, 5, 6, 2],
      [7, 2],
    ];
    const target = padRows(
      [
        [1, 8, 9],
        [1, 8, 9],
      ],
      0,
    );
    const batch = model.forward(padRows(sources, 0), target, paddingMask([5, 2], 5));
    for (const [row, source] of sources.entries()) {
      const alone = model.forward(padRows([source], 0), padRows([[1, 8, 9]], 0)).dataSync();
      const together = slice(batch, { axis: 0, start: row, end: row + 1 }).dataSync();
      for (const [index, value] of alone.entries()) expect(together[index]).toBeCloseTo(value, 5);
    }
  });

  it('names a text that is longer than its positions', () => {
    const model = new EncoderDecoder({ ...tiny, maximumLength: 4 }).initialize(new RandomGenerator(1));
    const ids = tensor([[3, 4, 5, 6, 2]], { dtype: 'int32' });
    expect(() => model.forward(ids, ids)).toThrow(ShapeError);
    expect(() => model.forward(ids, ids)).toThrow('5 tokens, 4 positions');
  });

  it('returns to the first figure after 20 rounds of build, run, dispose', () => {
    const before = live();
    for (let round = 0; round < 20; round++) {
      const model = new EncoderDecoder(tiny).initialize(new RandomGenerator(round));
      const ids = padRows([[3, 4, 2]], 0);
      model.forward(ids, ids).dispose();
      ids.dispose();
      model.dispose();
    }
    expect(live()).toEqual(before);
  });
});

describe('parseEncoderDecoderConfig', () => {
  const broken = (change: object): unknown => JSON.parse(JSON.stringify({ ...baseConfig, ...change }));

  it('reads what was saved', () => {
    expect(parseEncoderDecoderConfig(broken({}))).toEqual(baseConfig);
  });

  it.each([
    ['a list', []],
    ['a missing width', broken({ width: undefined })],
    ['"8" for 8', broken({ heads: '8' })],
    ['3 heads of width 8', broken({ width: 8, heads: 3 })],
    ['1e9 layers', broken({ encoderLayers: 1e9 })],
    ['an unknown activation', broken({ activation: 'swish' })],
    ['a pad id outside the vocabulary', broken({ padId: 37_000 })],
  ])('refuses %s by name', (_, json) => {
    expect(() => parseEncoderDecoderConfig(json)).toThrow(FormatError);
  });

  it('tells field, expected and found', () => {
    expect(() => parseEncoderDecoderConfig(broken({ heads: '8' }))).toThrow(
      'heads must be a number, found "8"',
    );
    expect(() => new EncoderDecoder({ ...baseConfig, width: 0 })).toThrow(OptionError);
    // TypeScript sees no misspelling in an object that is spread.
    const misspelt = { ...baseConfig, encoderLayer: 2 };
    expect(() => new EncoderDecoder(misspelt)).toThrow(
      /unknown option encoderLayer; known options: .*encoderLayers/,
    );
  });
});
