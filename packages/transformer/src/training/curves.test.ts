import { readFileSync } from 'node:fs';
import { AdamW, type Module, RandomGenerator, shareGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { BertForSequenceClassification, Gpt2, Llama, T5 } from '../models/index.ts';
import { fromPretrained } from '../node/index.ts';
import { causalLanguageModel, classification, sequenceToSequence, trainStep } from './index.ts';

const folder = new URL('../../../../fixtures/', import.meta.url);
const curves: Readonly<Record<string, readonly number[]>> = JSON.parse(
  readFileSync(new URL('training/curves.json', folder), 'utf8'),
);

/** As fixtures/training/make_gradients.py makes them. */
function ids(row: number, length: number, vocabulary: number): number[] {
  return Array.from({ length }, (_, t) => 3 + ((row * 17 + t * t * 5 + t * 3) % (vocabulary - 3)));
}

/** What one step learns from, for the kind of model. */
function lossOf(model: Module, optimizer: AdamW, step: number, vocabulary: number): number {
  const rows = [ids(4 * step, 9, vocabulary), ids(4 * step + 1, 6, vocabulary)];
  const clip = { clipNorm: 1 };
  if (model instanceof BertForSequenceClassification) {
    const texts = rows.map((row, index) => ({ ids: row, label: (step + index) % 3 }));
    return trainStep(classification(model), optimizer, [texts], clip).loss;
  }
  if (model instanceof T5) {
    const targets = [2, 3].map((row) => ids(4 * step + row, 5, vocabulary));
    const pairs = rows.map((source, index) => ({ source, target: targets[index] ?? [] }));
    return trainStep(sequenceToSequence(model), optimizer, [pairs], clip).loss;
  }
  if (!(model instanceof Gpt2 || model instanceof Llama)) return expect.unreachable();
  const texts = rows.map((row) => ({ ids: row }));
  return trainStep(causalLanguageModel(model), optimizer, [texts], clip).loss;
}

it.each(['bert-sequence', 'gpt2', 'llama-tied', 't5'])(
  '20 steps of fine-tuning %s follow the losses of PyTorch',
  async (name) => {
    const { model, config } = await fromPretrained(new URL(`models/${name}`, folder).pathname);
    shareGenerator(model, new RandomGenerator(0));
    const optimizer = new AdamW(model.eval(), {
      rate: name === 't5' ? 0.0003 : 0.002,
      weightDecay: 0.01,
      decays: () => true,
    });
    const losses = (curves[name] ?? []).map((_, step) =>
      lossOf(model, optimizer, step, config.size('vocab_size')),
    );
    expect(losses).toHaveLength(20);
    for (const [step, loss] of losses.entries())
      expect(Math.abs(loss - (curves[name]?.[step] ?? Number.NaN)), `step ${step}`).toBeLessThan(1e-3);
    expect(Math.max(...losses) - Math.min(...losses)).toBeGreaterThan(0.1);
    optimizer.dispose();
    model.dispose();
  },
);
