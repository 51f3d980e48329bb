import { documentMask, paddingMask } from '@heed/attention';
import { collect, OptionError, observe, RandomGenerator, type Tensor, tensor } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseConfig, EncoderDecoder } from '../../encoder-decoder/index.ts';
import { padRows } from '../../generation/pad-rows.ts';
import type { EncoderDecoderModel } from '../encoder-decoder-model.ts';
import {
  Bart,
  HfConfig,
  M2M100,
  Marian,
  MBart,
  Pegasus,
  readBartConfig,
  readM2M100Config,
  readMarianConfig,
  readMBartConfig,
  readPegasusConfig,
  readT5Config,
  T5,
} from '../index.ts';
import { smallBartLike } from '../testing/small-bart-like.ts';
import { smallEncoderDecoder, smallT5 } from '../testing/small-encoder-decoders.ts';
import { pairsWithoutPadding } from './pairs-without-padding.ts';

const hf = new HfConfig({ ...smallBartLike, max_position_embeddings: 29 });
const models: Readonly<Record<string, EncoderDecoderModel>> = {
  'the Transformer of 2017': new EncoderDecoder({ ...baseConfig, ...smallEncoderDecoder }),
  'norms first': new EncoderDecoder({ ...baseConfig, ...smallEncoderDecoder, normFirst: true }),
  BART: new Bart(readBartConfig(hf)),
  Marian: new Marian(readMarianConfig(hf)),
  M2M100: new M2M100(readM2M100Config(hf)),
  mBART: new MBart(readMBartConfig(hf)),
  Pegasus: new Pegasus(readPegasusConfig(hf)),
  T5: new T5(readT5Config(new HfConfig(smallT5))),
};
for (const model of Object.values(models)) model.initialize(new RandomGenerator(3)).eval();

/** A source and a target of so many tokens, which may be none. */
type Sizes = readonly [source: number, target: number];

interface Batch {
  readonly source: Tensor;
  readonly target: Tensor;
  readonly mask: Tensor;
  readonly lengths: { readonly sources: readonly number[]; readonly targets: readonly number[] };
}

function batchOf(model: EncoderDecoderModel, sizes: readonly Sizes[]): Batch {
  const rows = (side: 0 | 1): Tensor =>
    padRows(
      sizes.map((both, row) =>
        Array.from({ length: both[side] }, (_, at) => 4 + ((7 * at + 5 * row + side) % 19)),
      ),
      model.config.padId,
    );
  const lengths = { sources: sizes.map(([source]) => source), targets: sizes.map(([, target]) => target) };
  const source = rows(0);
  return { source, target: rows(1), mask: paddingMask(lengths.sources, source.shape[1] ?? 0), lengths };
}

/** The numbers of real tokens. */
function realOf(x: Tensor, lengths: readonly number[]): number[] {
  const [, padded = 0, width = 0] = x.shape;
  const numbers = [...x.dataSync()];
  return lengths.flatMap((count, row) => numbers.slice(row * padded * width, (row * padded + count) * width));
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  const apart = found.map((value, at) => Math.abs(value - (wanted[at] ?? Number.NaN)));
  expect(Math.max(0, ...apart)).toBeLessThan(1e-5);
}

const sizesOf = fc.array(fc.tuple(fc.integer({ min: 1, max: 23 }), fc.integer({ min: 1, max: 29 })), {
  minLength: 1,
  maxLength: 11,
});
const uneven: readonly Sizes[] = [
  [5, 2],
  [17, 11],
  [2, 3],
  [0, 4],
  [3, 0],
  [7, 19],
];

describe.each(Object.entries(models))('lengths give what a mask gives: %s', (_, model) => {
  it('logits of real target tokens, whatever the lengths', () => {
    fc.assert(
      fc.property(sizesOf, (sizes) => {
        const { source, target, mask, lengths } = batchOf(model, sizes);
        const found = model.forward(source, target, lengths);
        const tokens = lengths.targets.reduce((sum, count) => sum + count, 0);
        expect(found.shape).toEqual([tokens, model.config.vocabularySize]);
        expectClose([...found.dataSync()], realOf(model.forward(source, target, mask), lengths.targets));
      }),
      { numRuns: 12 },
    );
  });

  it('texts without a token too, and states and mask of a source', () => {
    const { source, target, mask, lengths } = batchOf(model, uneven);
    const found = model.forward(source, target, lengths);
    expectClose([...found.dataSync()], realOf(model.forward(source, target, mask), lengths.targets));
    const encoded = model.encode(source, lengths.sources);
    expectClose(
      realOf(encoded.memory, lengths.sources),
      realOf(model.encode(source, mask).memory, lengths.sources),
    );
    expect(encoded.mask?.dataSync()).toEqual(mask.dataSync());
  });

  it('refuses lengths that do not fit', () => {
    const { source, target, lengths } = batchOf(model, uneven);
    for (const wrong of [[1], [18, 1, 1, 1, 1, 1], [0.5, 1, 1, 1, 1, 1]]) {
      expect(() => model.encode(source, wrong)).toThrow(OptionError);
      expect(() => model.forward(source, target, { ...lengths, sources: wrong })).toThrow(
        'lengths must be 6 whole numbers from 0 to 17',
      );
    }
    expect(() => model.forward(source, target, { ...lengths, targets: [1, 1, 1, 1, 1, 20] })).toThrow(
      'from 0 to 19, got 20',
    );
  });
});

describe('pairsWithoutPadding', () => {
  const model = models['Marian'] ?? expect.unreachable();
  const draw = new RandomGenerator(7);
  const lengths = { sources: uneven.map(([source]) => source), targets: uneven.map(([, target]) => target) };
  const [states, memory] = [draw.normal([6, 19, 3]), draw.normal([6, 17, 5])];

  it('shows the layers rows of targets that see themselves, and their sources, alone', () => {
    const shapes: (readonly number[])[] = [];
    pairsWithoutPadding(model, states, { memory, lengths }, (rows, context) => {
      shapes.push(rows.shape, context.memory.shape);
      // By source and target together, longest first.
      const texts = (side: readonly number[]): Tensor => {
        const ids = [1, 5, 0, 2, 3, 4].flatMap((text) => new Array<number>(side[text] ?? 0).fill(text));
        return tensor([ids], { dtype: 'int32' });
      };
      const [targets, sources] = [texts(lengths.targets), texts(lengths.sources)];
      expect(context.mask?.dataSync()).toEqual(documentMask(targets).dataSync());
      expect(context.memoryMask?.dataSync()).toEqual(documentMask(targets, sources).dataSync());
      return rows;
    });
    expect(shapes).toEqual([
      [1, 39, 3],
      [1, 34, 5],
    ]);
  });

  it('leaves rows as they are where little is saved, targets have a mask, or somebody observes', () => {
    const seen = (given: object): readonly number[] => {
      let shape: readonly number[] = [];
      pairsWithoutPadding(model, states, { memory, lengths, ...given }, (rows) => {
        shape = rows.shape;
        return rows;
      });
      return shape;
    };
    const full = { sources: new Array(6).fill(17), targets: new Array(6).fill(19) };
    expect(seen({ lengths: full })).toEqual(states.shape);
    expect(seen({ mask: paddingMask(lengths.targets, 19) })).toEqual(states.shape);
    expect(observe(model, { '**': () => {} }, () => seen({}))).toEqual(states.shape);
    expect(seen({})).not.toEqual(states.shape);
  });

  it('changes nothing of what observers see, nor what they are told', () => {
    const { source, target, mask, lengths } = batchOf(model, uneven);
    const paths = ['logits', 'model.decoder.layers.1.encoderAttn.weights'];
    using told = collect(model, paths, () => model.forward(source, target, lengths));
    using masked = collect(model, paths, () => model.forward(source, target, mask));
    for (const path of paths) expect(told.at(path).dataSync()).toEqual(masked.at(path).dataSync());
    expectClose([...told.result.dataSync()], [...model.forward(source, target, lengths).dataSync()]);
  });
});
