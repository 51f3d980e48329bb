import { paddingMask } from '@heed/attention';
import {
  FormatError,
  IndexError,
  OptionError,
  observe,
  RandomGenerator,
  type Tensor,
  tensor,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../../fixtures/compare.ts';
import { HfConfig } from '../hf-config.ts';
import {
  type DebertaV2Config,
  DebertaV2ForSequenceClassification,
  DebertaV2Model,
  readDebertaV2Config,
} from './index.ts';

/** As microsoft/deberta-v3-base has it, but for its sizes. */
const published = {
  ...{ model_type: 'deberta-v2', vocab_size: 23, hidden_size: 8, intermediate_size: 10 },
  ...{ num_hidden_layers: 2, num_attention_heads: 2, max_position_embeddings: 16 },
  ...{ relative_attention: true, position_buckets: 6, norm_rel_ebd: 'layer_norm', share_att_key: true },
  ...{ pos_att_type: 'p2c|c2p', layer_norm_eps: 1e-7, max_relative_positions: -1 },
  ...{ position_biased_input: false, type_vocab_size: 0 },
};
const read = (change: object = {}, names?: ReadonlySet<string>): DebertaV2Config =>
  readDebertaV2Config(new HfConfig({ ...published, ...change }), names);
const create = (change: object = {}): DebertaV2Model =>
  new DebertaV2Model(read(change)).initialize(new RandomGenerator(3));

const row = (...ids: readonly number[]): Tensor => tensor([ids], { dtype: 'int32' });
const tokens = (length: number): Tensor => row(...Array.from({ length }, (_, at) => 2 + (at % 20)));

describe('configs', () => {
  it.each([
    [{ relative_attention: false }, 'relative_attention must be true'],
    [{ relative_attention: undefined }, 'relative_attention must be true'],
    [{ pos_att_type: 'p2c|p2p' }, 'pos_att_type must be c2p, p2c or both, found "p2c|p2p"'],
    [{ pos_att_type: [] }, 'pos_att_type must be c2p, p2c or both'],
    [{ pos_att_type: undefined }, 'pos_att_type must be c2p, p2c or both'],
    [{ norm_rel_ebd: 'batch_norm' }, 'norm_rel_ebd must be none or layer_norm'],
    [{ embedding_size: 4 }, 'embedding_size must be 8, found 4'],
    [{ pooler_hidden_size: 4 }, 'pooler_hidden_size must be 8, found 4'],
    [{ attention_head_size: 3 }, 'attention_head_size must be 4, found 3'],
    [{ conv_kernel_size: 4 }, 'conv_kernel_size must be odd, found 4'],
    [{ conv_kernel_size: 3, conv_act: 'nonsense' }, "there is no activation 'nonsense'"],
    [{ position_buckets: 2.5 }, 'position_buckets must be a whole number from 1'],
    [{ type_vocab_size: -1 }, 'type_vocab_size must be a whole number from 1'],
    [{ num_attention_heads: 3 }, 'num_attention_heads must be a divisor of the width, 8'],
    [{ is_decoder: true }, 'is_decoder must be false'],
  ])('refuses %j', (change, message) => {
    expect(() => create(change)).toThrow(FormatError);
    expect(() => create(change)).toThrow(message);
  });

  it('reads both spellings, and what is left out as transformers has it', () => {
    expect(read()).toMatchObject({
      contentToPosition: true,
      positionToContent: true,
      shareProjections: true,
    });
    expect(read({ pos_att_type: ['p2c'] })).toMatchObject({
      contentToPosition: false,
      positionToContent: true,
    });
    expect(read({ pos_att_type: 'C2P' })).toMatchObject({
      contentToPosition: true,
      positionToContent: false,
    });
    expect(read().relative).toEqual({ maxDistance: 16, buckets: 6, norm: true });
    expect(read({ max_relative_positions: 9, position_buckets: -1 }).relative.maxDistance).toBe(9);
    const sizes = new HfConfig({
      ...{ vocab_size: 23, hidden_size: 8, intermediate_size: 10, num_hidden_layers: 2 },
      ...{ num_attention_heads: 2, relative_attention: true, pos_att_type: 'c2p' },
    });
    expect(readDebertaV2Config(sizes)).toMatchObject({
      ...{ epsilon: 1e-7, tokenTypes: 0, padId: 0, absolutePositions: true, maximumLength: 512 },
      ...{ relative: { maxDistance: 512, buckets: undefined, norm: false }, shareProjections: false },
      ...{ convolution: undefined, poolerActivation: 'gelu', poolerDropout: 0, legacy: true, tied: true },
      ...{ classifierDropout: 0.1 },
    });
    expect(read({ cls_dropout: 0.3 }).classifierDropout).toBe(0.3);
    expect(read({ conv_kernel_size: 3 }).convolution).toEqual({ size: 3, groups: 1, activation: 'tanh' });
  });

  it('the weights tell the head of a masked language model, where the config does not', () => {
    const names = new Set(['lm_predictions.lm_head.dense.weight', 'mask_predictions.dense.weight']);
    expect([read().legacy, read({}, names).legacy, read({ legacy: true }, names).legacy]).toEqual([
      true,
      false,
      true,
    ]);
  });
});

describe('limits', () => {
  it('texts of any length without a table of positions, of as many tokens as it has with one', () => {
    expect(create().forward(tokens(41)).shape).toEqual([1, 41, 8]);
    const bounded = create({ position_biased_input: true });
    expect(bounded.forward(tokens(16)).shape).toEqual([1, 16, 8]);
    expect(() => bounded.forward(tokens(17))).toThrow(IndexError);
    expect(() => bounded.forward(tokens(17))).toThrow('17 tokens, 16 positions: shorten or truncate');
  });

  it('positions and kinds of tokens, where there are tables of them', () => {
    const without = create();
    expect(() => without.forward(row(5, 6), { positionIds: row(0, 1) })).toThrow(OptionError);
    expect(() => without.forward(row(5, 6), { positionIds: row(0, 1) })).toThrow(
      'this model knows distances alone',
    );
    expect(() => without.forward(row(5, 6), { tokenTypeIds: row(0, 0) })).toThrow(OptionError);
    const rich = create({ position_biased_input: true, type_vocab_size: 2 });
    const plain = rich.forward(row(5, 6)).dataSync();
    expect(rich.forward(row(5, 6), { positionIds: row(0, 1), tokenTypeIds: row(0, 0) }).dataSync()).toEqual(
      plain,
    );
    expect(rich.forward(row(5, 6), { positionIds: row(1, 0) }).dataSync()).not.toEqual(plain);
    expect(rich.forward(row(5, 6), { tokenTypeIds: row(0, 1) }).dataSync()).not.toEqual(plain);
  });

  it('an id outside the vocabulary, an unknown option, shapes of nothing', () => {
    const model = create();
    expect(() => model.forward(row(5, 23))).toThrow(IndexError);
    expect(() => model.forward(row(5), { attentionMask: row(1) } as object)).toThrow(
      'unknown option attentionMask',
    );
    expect(model.forward(tensor(new Int32Array(0), { shape: [0, 3] })).shape).toEqual([0, 3, 8]);
    expect(model.forward(tensor(new Int32Array(0), { shape: [2, 0] })).shape).toEqual([2, 0, 8]);
  });

  it('dropout: off in evaluation, repeatable in training', () => {
    const run = (seed: number, training: boolean): number[] => {
      const model = new DebertaV2ForSequenceClassification(read(), new RandomGenerator(seed));
      return [...model.initialize(new RandomGenerator(1)).train(training).forward(tokens(5)).dataSync()];
    };
    expect(run(2, false)).toEqual(run(3, false));
    expect(run(2, true)).toEqual(run(2, true));
    expect(run(2, true)).not.toEqual(run(3, true));
  });
});

describe.each([
  ['without a convolution', {}],
  ['with one', { conv_kernel_size: 3 }],
])('padding %s', (_, change) => {
  const model = create(change);
  const lengths = [5, 13, 2, 11, 3, 7];
  const ids = tensor(
    lengths.flatMap((count, text) =>
      Array.from({ length: 13 }, (_, at) => (at < count ? 2 + ((7 * at + 5 * text) % 20) : 0)),
    ),
    { shape: [6, 13], dtype: 'int32' },
  );
  const alone = lengths.map((count, text) =>
    model.forward(row(...[...ids.dataSync()].slice(13 * text, 13 * text + count))),
  );
  const real = (states: Tensor): Tensor => {
    const numbers = [...states.dataSync()];
    return tensor(lengths.flatMap((count, text) => numbers.slice(13 * 8 * text, (13 * text + count) * 8)));
  };
  const wanted = tensor(alone.flatMap((states) => [...states.dataSync()]));

  it('a padded batch, given its mask or its lengths, is its texts alone', () => {
    const mask = paddingMask(lengths, 13);
    expect(worstDifference(real(model.forward(ids, { mask })), wanted)).toBeLessThan(1e-5);
    expect(worstDifference(real(model.forward(ids, { lengths })), wanted)).toBeLessThan(1e-5);
    const watched = observe(model, { embeddings: () => {} }, () => model.forward(ids, { lengths }));
    expect(worstDifference(real(watched), wanted)).toBeLessThan(1e-5);
  });
});
