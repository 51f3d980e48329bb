import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestOf } from './candidates.ts';
import { generateAll } from './generate.ts';
import { createProcessors, type LogitsOptions, processed } from './logits-options.ts';
import { Lowering } from './lowering.ts';
import type { LogitsContext, LogitsProcessor } from './processors/index.ts';
import { tinyLlama } from './testing/tiny-models.ts';

const vocabularySize = 29;
const id = fc.nat(vocabularySize - 1);
const ids = fc.array(id, { maxLength: 9 });
const run = fc.array(id, { minLength: 1, maxLength: 2 });

/** Few different numbers, so that many logits are equal, before the processors or behind them. */
const logit = fc.constantFrom(-4, -2, -1, -0.5, 0, 0.5, 1, 2, 4, Number.NEGATIVE_INFINITY);
const options: fc.Arbitrary<LogitsOptions> = fc.record(
  {
    repetitionPenalty: fc.constantFrom(1.5, 2, 1),
    presencePenalty: fc.constantFrom(0, 0.5, 1),
    frequencyPenalty: fc.constantFrom(0, 0.5, 1),
    noRepeatNgram: fc.constantFrom(1, 2, 3),
    badWords: fc.array(run, { maxLength: 3 }),
    sequenceBias: fc.array(fc.tuple(run, fc.constantFrom(-0.5, -1, 0, Number.NEGATIVE_INFINITY)), {
      maxLength: 3,
    }),
    suppressedIds: ids,
    suppressedFirstIds: ids,
  },
  { requiredKeys: [] },
);

it('the largest behind penalties and bans are those of the whole row', () => {
  fc.assert(
    fc.property(
      fc.array(logit, { minLength: vocabularySize, maxLength: vocabularySize }),
      options,
      fc.array(id, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 7 }),
      (logits, given, text, count) => {
        const processors = createProcessors(given, []);
        const context: LogitsContext = { ids: text, promptLength: 1, step: text.length - 1, limit: 20 };
        const lowering = new Lowering(processors);
        const row = Float32Array.from(logits);
        const most = lowering.countAt(context) ?? expect.fail();
        fc.pre(count + most < vocabularySize);
        // Twice: nothing of the first time may be left.
        for (let time = 0; time < 2; time++) {
          const left = lowering.of(largestOf(row, count + most), context, most);
          const right = largestOf(processed(processors, row.slice(), context), count);
          expect({ ...left, ids: Array.from(left?.ids ?? []) }).toEqual(right);
        }
      },
    ),
  );
});

const context: LogitsContext = { ids: [3, 1, 3], promptLength: 1, step: 2, limit: 9 };

it.each<[string, LogitsOptions, number | undefined]>([
  ['nothing', {}, 0],
  ['what stands in the text', { repetitionPenalty: 1.2 }, 2],
  ['what was generated', { presencePenalty: 1 }, 2],
  ['a completed run', { noRepeatNgram: 2, badWords: [[3, 7], [4, 8], [9]] }, 3],
  ['what is forced later', { forcedLastId: 5, forcedFirstId: 4 }, 0],
  ['more likely than before', { repetitionPenalty: 0.9 }, undefined],
  ['more likely for standing there', { frequencyPenalty: -1 }, undefined],
  ['a bias upwards', { sequenceBias: [[[4], 0.1]] }, undefined],
  ['a processor of one’s own', { processors: [(logits) => logits] }, undefined],
  ['more ids than a list may have', { suppressedIds: Array.from({ length: 300 }, (_, at) => at) }, undefined],
])('says how many ids are lowered: %s', (_, given, count) => {
  expect(new Lowering(createProcessors(given, [])).countAt(context)).toBe(count);
});

it('forces with a whole row, when it is due', () => {
  const lowering = new Lowering(createProcessors({ forcedLastId: 5 }, []));
  expect([2, 8].map((step) => lowering.countAt({ ...context, step }))).toEqual([0, undefined]);
});

it('gives processors that say what they lower the likeliest ids alone', async () => {
  const seen: number[] = [];
  const watch = (logits: Float32Array): Float32Array => {
    seen.push(logits.filter(Number.isFinite).length);
    return logits;
  };
  const processors = (lowers?: LogitsProcessor['lowers']): LogitsProcessor[] => [
    lowers === undefined ? watch : Object.assign((logits: Float32Array) => watch(logits), { lowers }),
  ];
  const texts = [];
  for (const given of [processors(), processors(() => [3, 5])])
    texts.push(await generateAll(tinyLlama(3), [[3, 1, 4]], { maximumNewTokens: 3, processors: given }));
  expect(seen).toEqual([23, 23, 23, 3, 3, 3]);
  expect(texts[1]).toEqual(texts[0]);
});

it('a processor that throws or leaves NaN leaves no trace', () => {
  const row = Float32Array.of(1, 5, 3, 2);
  let broken: (logits: Float32Array) => Float32Array = () => {
    throw new RangeError('no');
  };
  const lowers = (): number[] => [1];
  const lowering = new Lowering([Object.assign((logits: Float32Array) => broken(logits), { lowers })]);
  expect(() => lowering.of(largestOf(row, 3), context, 1)).toThrow('no');
  broken = (logits) => logits.fill(Number.NaN, 1, 2);
  expect(lowering.of(largestOf(row, 3), context, 1)).toBeUndefined();
  broken = (logits) => logits;
  expect(lowering.of(largestOf(row.subarray(0, 4), 2), context, 1)?.ids).toEqual([1]);
});
