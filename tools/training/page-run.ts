import { AdamW, RandomGenerator } from '@heed/core';
import { BertForSequenceClassification, HfConfig, readBertConfig } from '@heed/transformer';
import {
  attachLora,
  classification,
  type RunObserver,
  type RunStore,
  Trainer,
  trainingBatches,
} from '@heed/transformer/training';

/** A small run that a page and Node do alike: LoRA on a tiny classifier. Gives the numbers at the end. */
export async function smallRun(
  store: RunStore,
  observer: RunObserver = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly number[]> {
  const config = new HfConfig({
    ...{ vocab_size: 29, hidden_size: 8, intermediate_size: 12, num_hidden_layers: 2 },
    num_attention_heads: 2,
  });
  const generator = new RandomGenerator(11);
  const model = new BertForSequenceClassification(readBertConfig(config)).initialize(generator);
  attachLora(model, {
    targets: ['**.self.query', '**.dense'],
    rank: 2,
    trainedModules: ['classifier'],
    generator,
  });
  const objective = classification(model);
  const texts = Array.from({ length: 19 }, (_, row) => ({
    ids: Array.from({ length: 3 + (row % 5) }, (_, at) => (row * 7 + at * 3) % 29),
    label: row % 2,
  }));
  const trainer = new Trainer({
    objective,
    optimizer: new AdamW(model, { rate: 0.01 }),
    batches: trainingBatches(() => texts, { length: objective.length, tokens: 24, seed: 2 }),
    steps: 14,
    generator,
    store,
    saveEvery: 2,
    observers: [observer],
    signal,
  });
  await trainer.run();
  return [...model.trainableValues().values()].flatMap((value) => Array.from(value.dataSync()));
}
