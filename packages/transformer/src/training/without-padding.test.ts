import { AdamW, Module, RandomGenerator, SGD, type Tensor, valueAndGrad } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SentenceEncoder } from '../embeddings/index.ts';
import {
  BertForMaskedLM,
  BertForSequenceClassification,
  BertModel,
  DistilBertForSequenceClassification,
  DistilBertForTokenClassification,
  HfConfig,
  ModernBertForSequenceClassification,
  ModernBertForTokenClassification,
  MPNetForTokenClassification,
  RobertaForSequenceClassification,
  readBertConfig,
  readDistilBertConfig,
  readModernBertConfig,
  readMPNetConfig,
  readRobertaConfig,
} from '../models/index.ts';
import {
  attachLora,
  classification,
  contrastive,
  distillation,
  maskedLanguageModel,
  memoryStore,
  type Objective,
  type RunStore,
  type ClassifiedText as Text,
  type TextModel,
  type TextModelOptions,
  Trainer,
  tokenClassification,
  trainStep,
} from './index.ts';

/** A model that is given masks, though the one in it takes lengths. */
class Padded extends Module implements TextModel {
  readonly model: TextModel;
  constructor(model: TextModel) {
    super();
    this.model = model;
  }
  get config(): TextModel['config'] {
    return this.model.config;
  }
  override forward(ids: Tensor, options?: TextModelOptions): Tensor {
    expect(options?.lengths).toBeUndefined();
    return this.model.forward(ids, options);
  }
}

const vocabulary = 29;
const labels = { 0: 'bad', 1: 'fair', 2: 'good' };
const sizes = {
  ...{ vocab_size: vocabulary, hidden_size: 12, intermediate_size: 20, num_hidden_layers: 2 },
  ...{ num_attention_heads: 3, max_position_embeddings: 41, id2label: labels },
  ...{ hidden_dropout_prob: 0, attention_probs_dropout_prob: 0 },
};
const bert = readBertConfig(new HfConfig(sizes));
const roberta = readRobertaConfig(new HfConfig(sizes));
const mpnet = readMPNetConfig(new HfConfig(sizes));
const distilBert = readDistilBertConfig(
  new HfConfig({
    ...{ vocab_size: vocabulary, dim: 12, hidden_dim: 20, n_layers: 2, n_heads: 3, id2label: labels },
    ...{ dropout: 0, attention_dropout: 0, seq_classif_dropout: 0 },
  }),
);
const modernBert = readModernBertConfig(
  new HfConfig({
    ...sizes,
    ...{ num_hidden_layers: 4, pad_token_id: 0, local_attention: 6, classifier_pooling: 'mean' },
  }),
);

const textOf = fc.record({
  ids: fc.array(fc.integer({ min: 4, max: vocabulary - 1 }), { minLength: 1, maxLength: 37 }),
  label: fc.integer({ min: 0, max: 2 }),
});
const batchOf = fc.array(textOf, { minLength: 1, maxLength: 7 });
const fresh = <Model extends Module>(model: Model): Model => model.initialize(new RandomGenerator(5)).train();

const lengthOf = ({ ids }: Text): number => ids.length;
const ofTexts = (model: TextModel): Objective<Text> => classification(model, { labelSmoothing: 0.1 });
const ofTokens = (model: TextModel): Objective<Text> => {
  const objective = tokenClassification(model);
  const labelled = ({ ids }: Text) => ({ ids, labels: ids.map((id) => (id % 5 === 0 ? -100 : id % 3)) });
  return { ...objective, length: lengthOf, batch: (texts) => objective.batch(texts.map(labelled)) };
};
const ofGaps = (model: TextModel): Objective<Text> => {
  const objective = maskedLanguageModel(model, { maskId: 3, specialIds: [], share: 0.4 });
  return { ...objective, batch: (texts) => objective.batch(texts, new RandomGenerator(7)) };
};
const ofPairs = (model: TextModel): Objective<Text> => {
  const objective = contrastive(model, { temperature: 0.5 });
  const paired = ({ ids }: Text) => ({ anchor: ids, positive: ids.slice(0, 1 + ids.length / 2) });
  return { ...objective, length: lengthOf, batch: (texts) => objective.batch(texts.map(paired)) };
};
const taught = (model: TextModel): Objective<Text> =>
  distillation(model, new BertForSequenceClassification(bert).initialize(new RandomGenerator(11)), {
    labelWeight: 0.3,
  });

const cases: Readonly<Record<string, readonly [TextModel, (model: TextModel) => Objective<Text>]>> = {
  'BERT, classes of texts': [new BertForSequenceClassification(bert), ofTexts],
  'RoBERTa, classes of texts': [new RobertaForSequenceClassification(roberta), ofTexts],
  'DistilBERT, classes of texts': [new DistilBertForSequenceClassification(distilBert), ofTexts],
  'ModernBERT, classes of texts by the mean': [new ModernBertForSequenceClassification(modernBert), ofTexts],
  'DistilBERT, classes of tokens': [new DistilBertForTokenClassification(distilBert), ofTokens],
  'MPNet, classes of tokens': [new MPNetForTokenClassification(mpnet), ofTokens],
  'ModernBERT, classes of tokens': [new ModernBertForTokenClassification(modernBert), ofTokens],
  'BERT, gaps': [new BertForMaskedLM(bert), ofGaps],
  'BERT, vectors of texts': [new SentenceEncoder(new BertModel(bert, { pooler: false })), ofPairs],
  'BERT, what another says': [new BertForSequenceClassification(bert), taught],
};

function learn({ model, batch }: Objective<Text>, texts: readonly Text[]) {
  const { loss, targets } = batch(texts);
  if (targets === 0) return undefined;
  const { value, gradients } = valueAndGrad(model, loss);
  return { loss: value.item(), gradients: Array.from(gradients.values(), (one) => [...one.dataSync()]) };
}

type Learned = ReturnType<typeof learn>;

/** Equal to within 1e-5, of the largest gradient where that is above 1. */
function expectEqual(found: Learned, wanted: Learned): void {
  if (wanted === undefined) return;
  const largest = Math.max(1, ...wanted.gradients.flat().map(Math.abs));
  expect(Math.abs((found?.loss ?? Number.NaN) - wanted.loss)).toBeLessThan(1e-5 * Math.max(1, wanted.loss));
  expect(found?.gradients.map(({ length }) => length)).toEqual(wanted.gradients.map(({ length }) => length));
  const apart = wanted.gradients.flatMap((one, at) =>
    one.map((value, place) => Math.abs(value - (found?.gradients[at]?.[place] ?? Number.NaN))),
  );
  expect(Math.max(...apart)).toBeLessThan(1e-5 * largest);
}

describe('without padding, losses and all gradients are those of padded rows', () => {
  it.each(Object.entries(cases))('%s', (_, [model, objectiveOf]) => {
    fresh(model);
    const [packed, padded] = [objectiveOf(model), objectiveOf(new Padded(model))];
    fc.assert(
      fc.property(batchOf, (texts) => expectEqual(learn(packed, texts), learn(padded, texts))),
      { numRuns: 6 },
    );
  });

  it.each([false, true])('with LoRA and texts of many lengths; layers computed again: %s', (again) => {
    const model = fresh(new BertForSequenceClassification(bert));
    attachLora(model, { targets: ['**.query', '**.dense'], rank: 2, generator: new RandomGenerator(3) });
    for (const layer of model.bert.encoder.layer) layer.recompute(again);
    fc.assert(
      fc.property(batchOf, (texts) =>
        expectEqual(learn(ofTexts(model), texts), learn(ofTexts(new Padded(model)), texts)),
      ),
      { numRuns: 5 },
    );
  });

  it('over several batches of one update', () => {
    const steps = [
      [[3, 31, 2, 9]],
      [[17, 2], [5, 23, 4], [11]],
      [
        [7, 7, 7],
        [1, 13, 2, 2],
      ],
    ];
    const after = (wrap: (model: TextModel) => TextModel): number[] => {
      const model = fresh(new BertForSequenceClassification(bert));
      const objective = ofTexts(wrap(model));
      const optimizer = new SGD(objective.model, { rate: 0.1 });
      for (const batches of steps) {
        const texts = batches.map((lengths) => lengths.map((length, row) => text(length, row)));
        trainStep(objective, optimizer, texts, { clipNorm: 0.5 });
      }
      return [...model.parameters().values()].flatMap(({ value }) => [...value.dataSync()]);
    };
    const [packed, padded] = [after((model) => model), after((model) => new Padded(model))];
    expect(Math.max(...packed.map((value, at) => Math.abs(value - (padded[at] ?? Number.NaN))))).toBeLessThan(
      1e-5,
    );
  });
});

function text(length: number, row: number): Text {
  return { ids: Array.from({ length }, (_, at) => 4 + ((7 * at + 5 * row) % 23)), label: row % 3 };
}

describe('a model that takes lengths', () => {
  class Told extends Padded {
    readonly takesLengths = true;
    told: (TextModelOptions | undefined)[] = [];
    override forward(ids: Tensor, options?: TextModelOptions): Tensor {
      this.told.push(options);
      return this.model.forward(ids, options);
    }
  }
  const model = new Told(fresh(new BertForSequenceClassification(bert)));
  const told = (lengths: readonly number[]): readonly string[] => {
    model.told = [];
    learn(ofTexts(model), lengths.map(text));
    return model.told.map((options) => Object.keys(options ?? {}).join());
  };

  it('is told nothing where there is no padding, and a mask where a text has no token', () => {
    expect([told([3, 7, 5]), told([7, 7, 7]), told([9]), told([3, 0])]).toEqual([
      ['lengths'],
      [''],
      [''],
      ['mask'],
    ]);
  });

  it('learns the very same from texts of one length', () => {
    const texts = [11, 11, 11].map(text);
    expect(learn(ofTexts(model), texts)).toEqual(learn(ofTexts(new Padded(model.model)), texts));
  });
});

it('a run that was interrupted ends with the same bits, dropout included', async () => {
  const config = readBertConfig(
    new HfConfig({ ...sizes, hidden_dropout_prob: 0.2, attention_probs_dropout_prob: 0.1 }),
  );
  const lengths = [
    [3, 31, 2, 9],
    [17, 2],
    [5, 23, 4],
  ];
  async function* batches(): AsyncGenerator<readonly Text[]> {
    yield* lengths.map((batch) => batch.map(text));
  }
  const run = async (store: RunStore, steps: number): Promise<number[]> => {
    const generator = new RandomGenerator(3);
    const model = new BertForSequenceClassification(config).initialize(generator);
    const optimizer = new AdamW(model, { rate: 0.01 });
    const objective = classification(model);
    await new Trainer({ objective, optimizer, batches, steps, generator, store, accumulate: 2 }).run();
    return [...model.parameters().values()].flatMap(({ value }) => [...value.dataSync()]);
  };
  const whole = await run(memoryStore(), 5);
  const store = memoryStore();
  await run(store, 2);
  expect(await run(store, 5)).toEqual(whole);
});
