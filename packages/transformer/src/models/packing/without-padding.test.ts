import { documentMask, paddingMask } from '@heed/attention';
import {
  type Module,
  multiply,
  OptionError,
  observe,
  RandomGenerator,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { clsPooling, lastTokenPooling, meanPooling, SentenceEncoder } from '../../embeddings/index.ts';
import { padRows } from '../../generation/pad-rows.ts';
import type { EncoderConfig, EncoderOptions } from '../encoder-model.ts';
import {
  BertForSequenceClassification,
  BertModel,
  DistilBertModel,
  HfConfig,
  ModernBertForSequenceClassification,
  ModernBertModel,
  MPNetModel,
  RobertaModel,
  readBertConfig,
  readDistilBertConfig,
  readModernBertConfig,
  readMPNetConfig,
  readRobertaConfig,
  readT5EncoderConfig,
  T5Encoder,
} from '../index.ts';
import { withoutPadding } from './without-padding.ts';

const sizes = {
  vocab_size: 31,
  hidden_size: 12,
  intermediate_size: 20,
  num_hidden_layers: 2,
  num_attention_heads: 3,
  max_position_embeddings: 24,
};
const modern = readModernBertConfig(
  new HfConfig({
    ...sizes,
    num_hidden_layers: 4,
    pad_token_id: 0,
    local_attention: 6,
    classifier_pooling: 'mean',
  }),
);
const bert = readBertConfig(new HfConfig(sizes));

interface Encoding extends Module {
  readonly config: EncoderConfig;
  forward(ids: Tensor, options?: EncoderOptions): Tensor;
}

const encoders: Readonly<Record<string, Encoding>> = {
  bert: new BertModel(bert),
  roberta: new RobertaModel(readRobertaConfig(new HfConfig(sizes))),
  distilbert: new DistilBertModel(
    readDistilBertConfig(new HfConfig({ vocab_size: 31, dim: 12, hidden_dim: 20, n_layers: 2, n_heads: 3 })),
  ),
  mpnet: new MPNetModel(readMPNetConfig(new HfConfig(sizes))),
  modernbert: new ModernBertModel(modern),
  t5: new T5Encoder(
    readT5EncoderConfig(
      new HfConfig({ vocab_size: 31, d_model: 12, d_kv: 4, d_ff: 20, num_layers: 2, num_heads: 3 }),
    ),
  ),
};
const heads: Readonly<Record<string, Encoding>> = {
  bert: new BertForSequenceClassification(bert),
  modernbert: new ModernBertForSequenceClassification(modern),
};
for (const model of [...Object.values(encoders), ...Object.values(heads)]) {
  model.initialize(new RandomGenerator(3));
}

const lengths = [5, 17, 2, 11, 3, 0, 7];
const padded = 19;

function idsFor({ config }: Encoding): Tensor {
  const rows = lengths.map((count, row) =>
    Array.from({ length: count }, (_, at) => 4 + ((7 * at + 5 * row) % 23)),
  );
  const filler = new Array<number>(padded).fill(config.padId);
  const whole = rows.map((row) => [...row, ...filler.slice(row.length)]);
  return padRows(whole, config.padId);
}

/** The numbers of real tokens. */
function realOf(states: Tensor): number[] {
  const [, length = 0, width = 0] = states.shape;
  const numbers = [...states.dataSync()];
  return lengths.flatMap((count, row) => numbers.slice(row * length * width, (row * length + count) * width));
}

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [at, value] of wanted.entries()) expect(found[at]).toBeCloseTo(value, 5);
}

const mask = paddingMask(lengths, padded);

describe('lengths give what a mask gives', () => {
  it.each(Object.entries(encoders))('%s', (_, model) => {
    const ids = idsFor(model);
    expectClose(realOf(model.forward(ids, { lengths })), realOf(model.forward(ids, { mask })));
  });

  it.each(Object.entries(heads))('%s with a head', (_, model) => {
    const ids = idsFor(model);
    const found = [...model.forward(ids, { lengths }).dataSync()];
    const wanted = [...model.forward(ids, { mask }).dataSync()];
    const labels = wanted.length / lengths.length;
    // A text of no token at all has no first one.
    const real = (_: number, at: number): boolean => lengths[Math.floor(at / labels)] !== 0;
    expectClose(found.filter(real), wanted.filter(real));
  });

  it.each(Object.entries({ meanPooling, clsPooling, lastTokenPooling }))('%s', (_, pooling) => {
    const model = new SentenceEncoder(new BertModel(bert).initialize(new RandomGenerator(3)), { pooling });
    const ids = idsFor(model);
    expectClose(
      [...model.forward(ids, { lengths }).dataSync()],
      [...model.forward(ids, { mask }).dataSync()],
    );
  });

  it('in gradients too', () => {
    const weights = new RandomGenerator(5).normal([lengths.length, 12]);
    const model = new SentenceEncoder(
      new BertModel(bert, { pooler: false }).initialize(new RandomGenerator(3)),
    );
    const ids = idsFor(model);
    const gradient = (options: EncoderOptions): number[] => {
      const { gradients } = valueAndGrad(model, () => sum(multiply(model.forward(ids, options), weights)));
      return [...gradients.values()].flatMap((one) => [...one.dataSync()]);
    };
    expectClose(gradient({ lengths }), gradient({ mask }));
  });
});

describe('withoutPadding', () => {
  const model = encoders['bert'] ?? fail();
  const states = new RandomGenerator(7).normal([lengths.length, padded, 3]);

  it('shows the layers one row of texts that see themselves alone', () => {
    const seen: number[][] = [];
    withoutPadding(model, states, { lengths }, (rows, given) => {
      seen.push([...rows.shape], [...(given.positionIds?.dataSync() ?? [])]);
      const texts = [1, 3, 6, 0, 4, 2].flatMap((text) => new Array<number>(lengths[text] ?? 0).fill(text));
      const wanted = documentMask(tensor([texts], { dtype: 'int32' }));
      expect(given.mask?.dataSync()).toEqual(wanted.dataSync());
      return rows;
    });
    expect(seen[0]).toEqual([1, 45, 3]);
    expect(seen[1]?.slice(15, 20)).toEqual([15, 16, 0, 1, 2]);
  });

  it('leaves rows as they are where little is saved, positions are given, or somebody observes', () => {
    const shapeOf = (given: EncoderOptions): readonly number[] => {
      let shape: readonly number[] = [];
      withoutPadding(model, states, given, (rows) => {
        shape = rows.shape;
        return rows;
      });
      return shape;
    };
    expect(shapeOf({ lengths: lengths.map(() => 18) })).toEqual(states.shape);
    expect(shapeOf({ lengths, positionIds: tensor([[0]], { dtype: 'int32' }) })).toEqual(states.shape);
    const maps: (readonly number[])[] = [];
    observe(model, { 'encoder.layer.0.attention.self.weights': (map) => void maps.push(map.shape) }, () =>
      model.forward(idsFor(model), { lengths }),
    );
    expect(maps).toEqual([[lengths.length, 3, padded, padded]]);
  });

  it('refuses lengths that do not fit', () => {
    const ids = idsFor(model);
    for (const wrong of [lengths.slice(1), lengths.map(() => padded + 1), lengths.map(() => 1.5)]) {
      expect(() => model.forward(ids, { lengths: wrong })).toThrow(OptionError);
      expect(() => model.forward(ids, { lengths: wrong })).toThrow(
        'lengths must be 7 whole numbers from 0 to 19',
      );
    }
    expect(() => model.forward(ids, { lengths, mask })).toThrow('give one of them');
  });
});

function fail(): never {
  throw new Error('the test lacks its model');
}
