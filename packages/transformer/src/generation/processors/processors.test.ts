import { readFileSync } from 'node:fs';
import { IndexError, OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../../fixtures/read-golden.ts';
import { logProbabilities } from '../probabilities.ts';
import {
  badWordsProcessor,
  countPenaltyProcessor,
  forcedIdProcessor,
  type LogitsContext,
  type LogitsProcessor,
  minPProcessor,
  noRepeatNgramProcessor,
  repetitionPenaltyProcessor,
  sequenceBiasProcessor,
  suppressedIdsProcessor,
  temperatureProcessor,
  topKProcessor,
  topPProcessor,
  typicalProcessor,
} from './index.ts';

const processors = {
  badWords: badWordsProcessor,
  forcedId: forcedIdProcessor,
  minP: minPProcessor,
  noRepeatNgram: noRepeatNgramProcessor,
  repetitionPenalty: repetitionPenaltyProcessor,
  sequenceBias: sequenceBiasProcessor,
  suppressedIds: suppressedIdsProcessor,
  temperature: temperatureProcessor,
  topK: topKProcessor,
  topP: topPProcessor,
  typical: typicalProcessor,
} satisfies Record<string, (...options: never[]) => LogitsProcessor>;

/** One kind of processor and the arguments that transformers' class had. */
interface Case {
  readonly kind: keyof typeof processors;
  readonly arguments: readonly never[];
}

const golden = readGolden('generation/processors.safetensors');
const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../../../../../fixtures/generation/processors.json', import.meta.url), 'utf8'),
);

function rowsOf(name: string): number[][] {
  const { data = [], shape = [] } = golden.get(name) ?? {};
  const [rows = 0, width = 0] = shape;
  return Array.from({ length: rows }, (_, row) => [...data.slice(row * width, (row + 1) * width)]);
}

const context: LogitsContext = { ids: [0, 1, 1, 1], promptLength: 2, step: 2, limit: 20 };
const run = (processor: LogitsProcessor, row: readonly number[], given = context): number[] => [
  ...processor(Float32Array.from(row), given),
];
const masked = (...row: (number | '-')[]): number[] => row.map((x) => (x === '-' ? -Infinity : x));

describe('as transformers 5.24', () => {
  const [logits, ids] = [rowsOf('logits'), rowsOf('ids')];

  it.each(cases.map((one, index) => [one.kind, JSON.stringify(one.arguments), index, one] as const))(
    '%s %s',
    (kind, _, index, one) => {
      const create: (...options: readonly never[]) => LogitsProcessor = processors[kind];
      const processor = create(...one.arguments);
      const expected = rowsOf(`output.${index}`);
      expect(expected).toHaveLength(7);
      for (const [row, wanted] of expected.entries()) {
        const given = { ids: ids[row] ?? [], promptLength: 8, step: 3, limit: 4 };
        const found = run(processor, logits[row] ?? [], given);
        // Of equals, torch's sort keeps the last and we the first: what stays is compared, not where.
        const order = kind === 'topP' ? (a: number[]): number[] => a.toSorted((x, y) => x - y) : undefined;
        for (const [id, value] of (order?.(found) ?? found).entries()) {
          const right = (order?.(wanted) ?? wanted)[id] ?? Number.NaN;
          if (!Number.isFinite(right)) expect(value, `row ${row}, id ${id}`).toBe(right);
          else
            expect(Math.abs(value - right), `row ${row}, id ${id}`).toBeLessThanOrEqual(
              1e-6 * Math.abs(right),
            );
        }
      }
    },
  );
});

describe('case 13: penalties and cuts', () => {
  it('a penalty makes a token less likely, whatever its sign, and once', () => {
    expect(run(repetitionPenaltyProcessor(2), [4, -2, 0, 3])).toEqual([2, -4, 0, 3]);
    expect(run(repetitionPenaltyProcessor(1), [4, -2, 0, 3])).toEqual([4, -2, 0, 3]);
  });

  it('an id that the output does not have is passed over', () => {
    expect(run(repetitionPenaltyProcessor(2), [4])).toEqual([2]);
    expect(run(noRepeatNgramProcessor(1), [4])).toEqual([-Infinity]);
    expect(run(countPenaltyProcessor({ presence: 1 }), [4])).toEqual([4]);
  });

  it('top-k keeps k, all of a smaller vocabulary, and refuses less than one', () => {
    const row = [-2, -1, 0, 0.8, 0, 0.1, 0.3, 0.4, 0.5, 0.6, 0.7, -3];
    const kept = run(topKProcessor(1), row).filter(Number.isFinite);
    expect(kept).toEqual([Math.fround(0.8)]);
    expect(run(topKProcessor(100), [1, 2, 3])).toEqual([1, 2, 3]);
    for (const k of [0, -1, 1.5]) expect(() => topKProcessor(k)).toThrow(OptionError);
  });

  it('temperatures from 1e-45 to 1e30 give no NaN and no tie, others are refused', () => {
    for (const temperature of [1e-300, 1e-45, 1e-9, 1, 1e30]) {
      const row = run(temperatureProcessor(temperature), [1e4, 9999, -1e4, -Infinity]);
      expect(row.some(Number.isNaN)).toBe(false);
      expect(row[0]).toBeGreaterThan(temperature > 1 ? -1 : (row[1] ?? Number.NaN));
    }
    for (const temperature of [0, -1, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(() => temperatureProcessor(temperature)).toThrow(OptionError);
    }
  });

  it('penalties of presence and frequency count the answer, not the prompt', () => {
    const process = countPenaltyProcessor({ presence: 1, frequency: 0.5 });
    expect(run(process, [4, 4, 4, 4])).toEqual([4, 2, 4, 4]);
  });
});

describe('case 17: a forced token', () => {
  it('has log-probability 0, and all others none', () => {
    const row = run(forcedIdProcessor(0, 'last'), [-5, 7, 9], { ...context, limit: 3 });
    expect([...logProbabilities(row)]).toEqual([0, -Infinity, -Infinity]);
    expect(run(forcedIdProcessor(0, 'first'), [-5, 7, 9])).toEqual([-5, 7, 9]);
  });
});

describe('cuts', () => {
  const rows = fc.array(fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }), fc.constant(-Infinity)), {
    minLength: 1,
    maxLength: 40,
  });
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const kinds: Readonly<Record<string, (x: number, keep: number) => LogitsProcessor>> = {
    topK: (x, keep) => topKProcessor(Math.ceil(40 * x), { keep }),
    topP: (x, keep) => topPProcessor(x, { keep }),
    minP: (x, keep) => minPProcessor(x, { keep }),
    typical: (x, keep) => typicalProcessor(x, { keep }),
  };

  it.each(Object.entries(kinds))('%s changes no logit that it keeps, and keeps some', (_, create) => {
    fc.assert(
      fc.property(rows, share, fc.integer({ min: 1, max: 5 }), (numbers, x, keep) => {
        const row = [...Float32Array.from(numbers)];
        const cut = run(create(x, keep), row);
        const possible = row.filter((logit) => logit > -Infinity).length;
        const kept = cut.filter((logit) => logit > -Infinity).length;
        expect(kept).toBeGreaterThanOrEqual(Math.min(possible, keep));
        expect(cut.every((logit, id) => logit === row[id] || logit === -Infinity)).toBe(true);
      }),
    );
  });

  it.each(['topK', 'topP', 'minP'])('%s keeps nothing less likely than what it drops', (kind) => {
    fc.assert(
      fc.property(rows, share, (numbers, x) => {
        const row = [...Float32Array.from(numbers)];
        const cut = kinds[kind]?.(x, 1) ?? ((): never => expect.fail());
        const kept = run(cut, row);
        const least = Math.min(...kept.filter((logit) => logit > -Infinity));
        const dropped = row.filter((_, id) => kept[id] === -Infinity);
        expect(Math.max(-Infinity, ...dropped)).toBeLessThanOrEqual(least);
      }),
    );
  });

  it('of equals, top-p keeps the first', () => {
    expect(run(topPProcessor(0), [1, 5, 5])).toEqual(masked('-', 5, '-'));
  });
});

describe('bad input', () => {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

  it.each([
    ['repetitionPenalty', () => repetitionPenaltyProcessor(0)],
    ['repetitionPenalty', () => repetitionPenaltyProcessor(nan)],
    ['presencePenalty', () => countPenaltyProcessor({ presence: nan })],
    ['frequencyPenalty', () => countPenaltyProcessor({ frequency: infinity })],
    ['topP', () => topPProcessor(1.1)],
    ['topP', () => topPProcessor(nan)],
    ['minP', () => minPProcessor(-0.1)],
    ['typicalP', () => typicalProcessor(1)],
    ['typicalP', () => typicalProcessor(0)],
    ['noRepeatNgram', () => noRepeatNgramProcessor(0)],
    ['empty', () => badWordsProcessor([[]], [])],
    ['sequenceBias', () => badWordsProcessor([[-1]], [])],
    ['sequenceBias', () => sequenceBiasProcessor([[[1], nan]])],
    ['suppressedIds', () => suppressedIdsProcessor([1.5])],
    ['steps', () => suppressedIdsProcessor([1], { steps: -1 })],
    ['forcedId', () => forcedIdProcessor(-1, 'last')],
  ])('%s', (name, create) => {
    expect(create).toThrow(OptionError);
    expect(create).toThrow(name);
  });

  it('ids outside the vocabulary, once it is known', () => {
    const last = { ...context, limit: 3 };
    for (const processor of [
      badWordsProcessor([[4]], []),
      suppressedIdsProcessor([4]),
      forcedIdProcessor(4, 'last'),
    ]) {
      expect(() => run(processor, [1, 2, 3, 4], last)).toThrow(IndexError);
      expect(() => run(processor, [1, 2, 3, 4], last)).toThrow(/4 is not in the vocabulary of 4 tokens/);
    }
  });
});
