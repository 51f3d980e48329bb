import {
  Adam,
  concat,
  crossEntropy,
  live,
  loadWeights,
  openSafetensors,
  saveWeights,
  slice,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { recordDifferences, recordModelFact } from '../../../../../fixtures/model-facts.ts';
import type { GoldenArray } from '../../../../../fixtures/read-golden.ts';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { generateAll, generateBeams } from '../../generation/index.ts';
import { evaluateLoss, sequenceToSequence, trainStep } from '../../training/index.ts';
import type { EncoderDecoderModel } from '../encoder-decoder-model.ts';
import { HfConfig } from '../hf-config.ts';
import { goldenArray, goldenMask, goldenTensor, worstDifference } from './golden.ts';
import { differencesOf, observedKeys, type SequenceFamily } from './seq2seq-differences.ts';

/**
 * Tests a family of encoder–decoders against a golden model: logits, hidden states, maps, greedy text, caches, padding
 * on either side, training.
 */
export function describeSequenceParity(name: string, family: SequenceFamily): void {
  const golden = readModel(name);
  const load = async (): Promise<EncoderDecoderModel> => {
    const model = family.create(new HfConfig(golden.config));
    await loadWeights(model, golden.weights, family.weightNames);
    return model;
  };
  const source = (): Tensor => goldenTensor(golden, 'input.input_ids');
  const target = (): Tensor => goldenTensor(golden, 'input.decoder_input_ids');
  const mask = (): Tensor => goldenMask(golden, 'input.attention_mask');

  describe(`${name}: as transformers`, () => {
    it('logits, hidden states and attention maps', async () => {
      const model = await load();
      const seen = differencesOf(model, family, golden);
      expect(seen.size).toBe(observedKeys(family, golden).size + 1);
      for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
      recordDifferences(name, seen);
      model.dispose();
    });

    it('logits where padding is left out', async () => {
      const model = await load();
      expect(model.takesLengths).toBe(true);
      const [rows = 0, length = 0] = target().shape;
      const { data } = goldenArray(golden, 'input.attention_mask');
      const padded = source().shape[1] ?? 0;
      const sources = Array.from({ length: rows }, (_, row) => {
        const kept = data.slice(row * padded, (row + 1) * padded);
        return kept.includes(0) ? kept.indexOf(0) : padded;
      });
      expect(Math.min(...sources)).toBeLessThan(padded);
      const targets = Array.from({ length: rows }, (_, row) => length - 2 * row);
      const logits = model.forward(source(), target(), { sources, targets });
      const wanted = goldenArray(golden, 'output.logits.f64');
      const size = model.config.vocabularySize;
      const kept = targets.flatMap((count, row) => [
        ...wanted.data.slice(row * length * size, (row * length + count) * size),
      ]);
      const expected = { shape: [kept.length / size, size], data: Float64Array.from(kept) };
      expect(worstDifference(logits, expected)).toBeLessThan(1e-4);
      model.dispose();
    });

    it('greedy text, and two of four beams with their scores', async () => {
      const model = await load();
      const prompt = [...goldenArray(golden, 'generate.input_ids').data];
      const written = (ids: readonly number[]): number[] => [model.config.startId, ...ids];
      const [text] = await generateAll(model, [prompt], { maximumNewTokens: 12 });
      expect([written(text?.ids ?? [])]).toEqual(rowsOf(goldenArray(golden, 'generate.greedy')));

      const options = { maximumNewTokens: 12, beams: 4, returned: 2, earlyStopping: true };
      const [beams = []] = await generateBeams(model, [prompt], options);
      expect(beams.map(({ ids }) => written(ids))).toEqual(rowsOf(goldenArray(golden, 'generate.beam4')));
      const scores = goldenArray(golden, 'generate.beam4_scores').data;
      for (const [row, { score }] of beams.entries()) expect(score).toBeCloseTo(scores[row] ?? 0, 4);
      for (const fact of ['greedy', 'beams'] as const) recordModelFact({ model: name, fact });
      model.dispose();
    });

    it.runIf(golden.io.has('left.logits.f64'))('padding on the left', async () => {
      const model = await load();
      const logits = model.forward(
        goldenTensor(golden, 'left.input_ids'),
        target(),
        goldenMask(golden, 'left.attention_mask'),
      );
      expect(worstDifference(logits, goldenArray(golden, 'left.logits.f64'))).toBeLessThan(1e-4);
      model.dispose();
    });

    it('a row padded on the right equals the row alone', async () => {
      const model = await load();
      const together = model.forward(source(), target(), mask());
      const [rows = 0, length = 0] = source().shape;
      for (let row = 0; row < rows; row++) {
        const pick = (x: Tensor, end?: number): Tensor => {
          const one = slice(x, { axis: 0, start: row, end: row + 1 });
          return end === undefined ? one : slice(one, { axis: 1, end });
        };
        const kept = goldenArray(golden, 'input.attention_mask').data.slice(row * length, (row + 1) * length);
        const alone = model.forward(
          pick(source(), kept.indexOf(0) < 0 ? length : kept.indexOf(0)),
          pick(target()),
        );
        expect(worstDifference(pick(together), arrayOf(alone))).toBeLessThan(1e-5);
      }
      model.dispose();
    });

    it('one call equals pieces with a cache, also with its rows changed', async () => {
      const model = await load();
      const whole = model.forward(source(), target(), mask());
      const flipped = tensor([1, 0], { dtype: 'int32' });
      for (const cuts of [[2, 1, 3], [1, 5], Array<number>(6).fill(1)]) {
        using cache = model.createCache();
        const encoded = model.encode(source(), mask());
        let start = 0;
        const parts = cuts.map((length) => {
          const part = slice(target(), { axis: 1, start, end: start + length });
          start += length;
          return model.decode(part, encoded, cache);
        });
        expect(cache.length).toBe(6);
        expect(worstDifference(concat(parts, { axis: 1 }), arrayOf(whole)), String(cuts)).toBeLessThan(1e-5);
      }
      using cache = model.createCache();
      const encoded = model.encode(source(), mask());
      const last = (x: Tensor): Tensor => slice(x, { axis: 1, start: 5 });
      model.decode(slice(target(), { axis: 1, end: 5 }), encoded, cache);
      cache.reorder(flipped);
      const changed = model.selectRows(encoded, flipped);
      const next = model.decode(reversed(last(target())), changed, cache);
      expect(worstDifference(reversed(next), arrayOf(last(whole)))).toBeLessThan(1e-5);
      model.dispose();
    });

    it('is saved under the names of the file', async () => {
      const model = await load();
      const saved = await openSafetensors(await saveWeights(model, family.savedNames ?? {}));
      const published = await openSafetensors(golden.weights);
      // But for what is computed here: tables of positions.
      const { rename = (key) => key } = family.weightNames;
      const kept = [...published.entries.keys()].filter((key) => rename(key) !== undefined);
      expect([...saved.entries.keys()].sort()).toEqual(kept.sort());
      model.dispose();
    });

    it('leaves nothing behind, whatever ran', async () => {
      const round = async (): Promise<void> => {
        const model = await load();
        const [ids, target] = [tensor([[5, 6, 7]], { dtype: 'int32' }), tensor([[8, 9]], { dtype: 'int32' })];
        model.forward(ids, target).dispose();
        for (const x of [ids, target]) x.dispose();
        await generateBeams(model, [[5, 6, 7]], { maximumNewTokens: 3, beams: 2 });
        model.dispose();
      };
      await round();
      const before = live();
      await round();
      expect(live()).toEqual(before);
    });

    it('trains: the loss on one text falls, and every weight has a gradient', async () => {
      const model = (await load()).train();
      const trainable = [...model.parameters()]
        .filter(([, { trainable }]) => trainable)
        .map(([path]) => path);
      const { gradients } = valueAndGrad(model, () =>
        crossEntropy(model.forward(source(), target(), mask()), target()),
      );
      expect([...gradients.keys()]).toEqual(trainable);
      for (const [path, gradient] of gradients) expect(hasNumbers(gradient), path).toBe(true);

      const { endId } = model.config;
      const pair = { source: [5, 6, 7, 8, endId], target: [9, 8, 7, endId] };
      const optimizer = new Adam(model, { rate: 0.02 });
      const objective = sequenceToSequence(model);
      const before = await evaluateLoss(objective, [[pair]]);
      for (let step = 0; step < 10; step++) trainStep(objective, optimizer, [[pair]], { clipNorm: 1 });
      expect(await evaluateLoss(objective, [[pair]])).toBeLessThan(0.7 * before);
      recordModelFact({ model: name, fact: 'trains' });
      optimizer.dispose();
      model.dispose();
    });
  });
}

const arrayOf = (x: Tensor): GoldenArray => ({ shape: x.shape, data: Float32Array.from(x.dataSync()) });

/** The rows of a golden array [rows, length], which end all alike. */
function rowsOf({ data, shape }: GoldenArray): number[][] {
  const [rows = 0, length = 0] = shape;
  return Array.from({ length: rows }, (_, row) => [...data.slice(row * length, (row + 1) * length)]);
}

/** Zeros alone, or NaN, are no gradient. */
const hasNumbers = (x: Tensor): boolean => {
  const numbers = [...x.dataSync()];
  return numbers.every(Number.isFinite) && numbers.some((value) => value !== 0);
};

/** A batch of two with its rows changed. */
function reversed(x: Tensor): Tensor {
  return concat([slice(x, { axis: 0, start: 1 }), slice(x, { axis: 0, end: 1 })], { axis: 0 });
}
