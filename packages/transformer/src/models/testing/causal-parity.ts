import {
  Adam,
  argmax,
  concat,
  loadWeights,
  nextTokenCrossEntropy,
  observe,
  slice,
  type Tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { recordDifferences, recordModelFact } from '../../../../../fixtures/model-facts.ts';
import { readModel } from '../../../../../fixtures/read-model.ts';
import type { CausalLanguageModel } from '../causal-language-model.ts';
import { HfConfig } from '../hf-config.ts';
import {
  countedPositions,
  goldenArray,
  goldenMask,
  goldenTensor,
  worstDifference,
  worstMap,
} from './golden.ts';

/** How to build a family's model, and where its layers stand. */
export interface CausalFamily {
  readonly create: (config: HfConfig) => CausalLanguageModel;
  /** Path of a layer: its output is a hidden state. */
  readonly layer: (index: number) => string;
  /** Path of a layer's attention weights. */
  readonly weights: (index: number) => string;
  /** Pieces of a text of 9 tokens, of which a cache must make the whole. */
  readonly cuts?: readonly (readonly number[])[];
}

/** Tests a decoder-only family against a golden model: logits, hidden states, maps, greedy text, caches, training. */
export function describeCausalParity(name: string, family: CausalFamily): void {
  const golden = readModel(name);
  const load = async (): Promise<CausalLanguageModel> => {
    const model = family.create(new HfConfig(golden.config));
    await loadWeights(model, golden.weights);
    return model;
  };
  const ids = (): Tensor => goldenTensor(golden, 'input.input_ids');
  const kept = goldenArray(golden, 'input.attention_mask');

  describe(`${name}: as transformers`, () => {
    it('logits, hidden states and attention maps', async () => {
      const model = await load();
      const seen = new Map<string, number>();
      const layers = [...Array(model.config.layers).keys()];
      const compare = (key: string) => (value: Tensor) => {
        seen.set(key, worstDifference(value, goldenArray(golden, `output.${key}`), kept));
      };
      const logits = observe(
        model,
        Object.fromEntries([
          ...layers.slice(1).map((at) => [family.layer(at - 1), compare(`hidden_states.${at}`)]),
          ...layers.map((at) => [family.weights(at), mapsOf(`attentions.${at}`)]),
        ]),
        () => model.forward(ids(), { mask: goldenMask(golden, 'input.attention_mask') }),
      );
      function mapsOf(key: string) {
        return (value: Tensor): void => {
          const expected = goldenArray(golden, `output.${key}`);
          seen.set(key, worstMap(value, expected, kept));
        };
      }
      seen.set('logits', worstDifference(logits, goldenArray(golden, 'output.logits.f64'), kept));
      expect(seen.size).toBe(2 * layers.length);
      for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
      recordDifferences(name, seen);
      model.dispose();
    });

    it('greedy text, also with padding on the left', async () => {
      const model = await load();
      for (const run of ['generate', 'generate_left_padded']) {
        const expected = goldenArray(golden, `${run}.greedy`);
        const prompt = goldenArray(golden, `${run}.attention_mask`);
        const [rows = 0, length = 0] = expected.shape;
        const produced = greedy(model, goldenTensor(golden, `${run}.input_ids`), prompt, length);
        for (let row = 0; row < rows; row++) {
          const wanted = [...expected.data.slice(row * length, (row + 1) * length)];
          // Behind its end a row holds padding.
          const end = wanted.indexOf(2, prompt.shape[1]);
          const until = end < 0 ? length : end + 1;
          expect(produced[row]?.slice(0, until), run).toEqual(wanted.slice(0, until));
        }
      }
      recordModelFact({ model: name, fact: 'greedy' });
      model.dispose();
    });

    it('one call equals pieces with a cache', async () => {
      const model = await load();
      const row = slice(ids(), { axis: 0, end: 1 });
      const whole = model.forward(row);
      for (const cuts of family.cuts ?? [[4, 1, 4], [3, 6], Array<number>(9).fill(1)]) {
        using cache = model.createCache();
        let start = 0;
        const parts = cuts.map((length) => {
          const part = slice(row, { axis: 1, start, end: start + length });
          start += length;
          return model.forward(part, { cache });
        });
        const expected = { shape: whole.shape, data: Float32Array.from(whole.dataSync()) };
        expect(worstDifference(concat(parts, { axis: 1 }), expected), String(cuts)).toBeLessThan(1e-5);
      }
      model.dispose();
    });

    it('logits of the last positions alone equal those of all', async () => {
      const model = await load();
      const whole = model.forward(ids());
      for (const lastPositions of [1, 3]) {
        const { shape } = whole;
        const expected = slice(whole, { axis: 1, start: (shape[1] ?? 0) - lastPositions });
        const last = model.forward(ids(), { lastPositions });
        const wanted = { shape: expected.shape, data: Float32Array.from(expected.dataSync()) };
        expect(worstDifference(last, wanted)).toBeLessThan(1e-6);
      }
      model.dispose();
    });

    it('trains: the loss on one text falls', async () => {
      const model = (await load()).train();
      const optimizer = new Adam(model, { rate: 0.01 });
      const losses = Array.from({ length: 5 }, () =>
        tidy(() => {
          const { value, gradients } = valueAndGrad(model, () =>
            nextTokenCrossEntropy(model.forward(ids()), ids()),
          );
          expect([...gradients.keys()]).toEqual([...model.parameters().keys()]);
          optimizer.step(gradients);
          return value.item();
        }),
      );
      expect(losses.at(-1)).toBeLessThan(0.7 * (losses[0] ?? 0));
      recordModelFact({ model: name, fact: 'trains' });
      optimizer.dispose();
      model.dispose();
    });
  });
}

/** The likeliest token again and again, until rows have `length` tokens. */
function greedy(
  model: CausalLanguageModel,
  prompt: Tensor,
  mask: { readonly shape: readonly number[]; readonly data: ArrayLike<number> },
  length: number,
): number[][] {
  const [rows = 0, start = 0] = prompt.shape;
  const [ids, bits] = [prompt.dataSync(), Array.from(mask.data)];
  const texts = Array.from({ length: rows }, (_, row) => [...ids.slice(row * start, (row + 1) * start)]);
  const kept = texts.map((_, row) => bits.slice(row * start, (row + 1) * start));
  for (let now = start; now < length; now++) {
    const next = tidy(() => {
      const flat = { shape: [rows, now], data: Int32Array.from(kept.flat()) };
      const logits = model.forward(tensorOf(texts, now), {
        mask: goldenMask({ config: undefined, weights: new Uint8Array(), io: new Map([['m', flat]]) }, 'm'),
        positionIds: countedPositions(flat),
      });
      return [...argmax(slice(logits, { axis: 1, start: now - 1 }), { axis: -1 }).dataSync()];
    });
    for (const [row, text] of texts.entries()) {
      text.push(next[row] ?? -1);
      kept[row]?.push(1);
    }
  }
  return texts;
}

function tensorOf(rows: readonly (readonly number[])[], length: number): Tensor {
  const data = Int32Array.from(rows.flat());
  return goldenTensor(
    {
      config: undefined,
      weights: new Uint8Array(),
      io: new Map([['ids', { shape: [rows.length, length], data }]]),
    },
    'ids',
  );
}
