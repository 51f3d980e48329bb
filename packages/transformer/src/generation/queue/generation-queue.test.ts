import { IndexError, live, OptionError, ValueError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type GeneratedToken,
  GenerationQueue,
  generateAll,
  type LogitsProcessor,
  type QueuedOptions,
} from '../index.ts';
import { countReads, tinyGpt2, tinyLlama, Uncached } from '../testing/tiny-models.ts';

const model = tinyLlama(2);
const many = [1, 6, 11, 15];

async function idsOf(tokens: AsyncIterable<GeneratedToken>): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of tokens) ids.push(id);
  return ids;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('each text is what it is alone', () => {
  const text = fc.record({
    prompt: fc.array(fc.integer({ min: 0, max: 22 }), { minLength: 1, maxLength: 9 }),
    delay: fc.integer({ min: 0, max: 12 }),
    options: fc.constantFrom<QueuedOptions>(
      { maximumNewTokens: 7 },
      { maximumNewTokens: 4, endIds: many },
      { maximumNewTokens: 9, endIds: many, repetitionPenalty: 2 },
      { maximumNewTokens: 6, temperature: 1.2, seed: 3 },
      { maximumNewTokens: 1, noRepeatNgram: 1 },
      { maximumNewTokens: 0 },
    ),
  });

  it.each([
    ['Llama', model],
    ['GPT-2', tinyGpt2(4, 40)],
    ['a model whose caches cannot be joined', new Uncached(model)],
  ] as const)('%s, whenever it comes and whatever runs beside it', async (_, any) => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        const queue = new GenerationQueue(any, { texts: 3 });
        const made = texts.map(async ({ prompt, options, delay }) => {
          await pause(delay);
          return idsOf(queue.generate(prompt, options));
        });
        for (const [index, { prompt, options }] of texts.entries()) {
          const [alone] = await generateAll(any, [prompt], options);
          expect(await made[index]).toEqual(alone?.ids);
        }
        expect([queue.active, queue.waiting]).toEqual([0, 0]);
      }),
      { numRuns: 8 },
    );
  });

  it('and tells why it ended', async () => {
    const queue = new GenerationQueue(model);
    const reasons = await Promise.all(
      [{ maximumNewTokens: 2 }, { stopWhen: () => true }].map(async (options) => {
        let last: GeneratedToken | undefined;
        for await (const token of queue.generate([3, 4], options)) last = token;
        return last?.finishReason;
      }),
    );
    expect(reasons).toEqual(['length', 'stop']);
  });
});

describe('the queue', () => {
  it('runs so many texts at once, and takes in others when some end', async () => {
    const { model: counted, reads } = countReads(model);
    const queue = new GenerationQueue(counted, { texts: 2 });
    const [longest, ...others] = [5, 2, 4].map((maximumNewTokens) =>
      queue.generate([3, 4], { maximumNewTokens }),
    );
    const first = longest?.next();
    const texts = others.map(idsOf);
    await first;
    expect([queue.active, queue.waiting]).toEqual([2, 1]);
    await Promise.all([...texts, longest && idsOf(longest)]);
    expect(reads).toEqual([
      [2, 2],
      [2, 1],
      [1, 2],
      [2, 1],
      [2, 1],
      [2, 1],
    ]);
  });

  it('lets go of a text that nobody reads any more, or whose signal says so, also while it waits', async () => {
    const queue = new GenerationQueue(model, { texts: 2 });
    const stop = new AbortController();
    const broken = queue.generate([3, 4], { maximumNewTokens: 50 });
    await broken.next();
    const aborted = idsOf(queue.generate([5], { maximumNewTokens: 50, signal: stop.signal }));
    const waiting = idsOf(queue.generate([6], { maximumNewTokens: 50, signal: stop.signal }));
    const last = idsOf(queue.generate([7, 8], { maximumNewTokens: 3 }));
    await pause(0);
    expect([queue.active, queue.waiting]).toEqual([2, 2]);
    await broken.return();
    stop.abort();
    expect((await aborted).length).toBeLessThan(20);
    expect(await waiting).toEqual([]);
    expect(await last).toHaveLength(3);
    expect([queue.active, queue.waiting]).toEqual([0, 0]);
  });

  it('keeps the trouble of one text from the others, but not the trouble of the model', async () => {
    const fail: LogitsProcessor = (logits, { step }) => (step === 2 ? logits.fill(-Infinity) : logits);
    const queue = new GenerationQueue(model);
    const options = { maximumNewTokens: 5 };
    const [bad, good] = [
      queue.generate([3], { ...options, processors: [fail] }),
      queue.generate([4], options),
    ].map(idsOf);
    await expect(bad).rejects.toThrow(ValueError);
    expect(await good).toEqual((await generateAll(model, [[4]], options))[0]?.ids);

    const { model: counted, reads } = countReads(model);
    reads.push = () => {
      throw new Error('the model');
    };
    const damaged = new GenerationQueue(counted);
    const both = [[3], [4]].map((prompt) => idsOf(damaged.generate(prompt)));
    for (const text of both) await expect(text).rejects.toThrow('the model');
    expect([damaged.active, damaged.waiting]).toEqual([0, 0]);
  });

  it('leaves no memory behind', async () => {
    const gpt2 = tinyGpt2(1, 30);
    const before = live();
    const queue = new GenerationQueue(gpt2, { texts: 2 });
    await Promise.all(
      [[1, 2], [3], [4, 5, 6]].map((prompt) => idsOf(queue.generate(prompt, { maximumNewTokens: 4 }))),
    );
    for await (const { row } of queue.generate([1], { maximumNewTokens: 20 })) if (row === 0) break;
    await pause(20);
    expect(live()).toEqual(before);
  });

  it('refuses what is wrong before it waits', () => {
    const queue = new GenerationQueue(tinyGpt2(1, 8));
    expect(() => queue.generate([23])).toThrow(IndexError);
    expect(() => queue.generate([0.5])).toThrow(IndexError);
    expect(() => queue.generate([1, 2, 3, 4, 5, 6, 7, 8])).toThrow(IndexError);
    expect(() => queue.generate([])).toThrow(OptionError);
    expect(() => queue.generate([1], { temperature: -1 })).toThrow(OptionError);
    expect(() => queue.generate([1], { beams: 2 } as object)).toThrow(/unknown option beams/);
    expect(() => new GenerationQueue(model, { texts: 0 })).toThrow(OptionError);
  });
});
