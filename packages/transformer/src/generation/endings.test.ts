import { IndexError, live, OptionError, RandomGenerator, tensor, ValueError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { HfConfig, readT5Config, T5 } from '../models/index.ts';
import { smallT5 } from '../models/testing/small-encoder-decoders.ts';
import {
  DraftModel,
  type GenerateOptions,
  GenerationQueue,
  generate,
  generateAll,
  generateBeams,
  generateContrastive,
  generateSequences,
  type LogitsProcessor,
  PromptCache,
  padRows,
} from './index.ts';
import { createCuts, processed } from './logits-options.ts';
import { logProbabilities } from './probabilities.ts';
import { tinyGpt2, tinyLlama } from './testing/tiny-models.ts';

const model = tinyLlama(1);
const prompt = [3, 4, 5, 6, 7];
const made = async (options: GenerateOptions, ids: readonly number[] = prompt) => {
  const [text] = await generateAll(model, [ids], options);
  return text ?? expect.fail();
};
/** Makes one id the likeliest at a step. */
const want =
  (id: number, at: number): LogitsProcessor =>
  (logits, { step }) => {
    if (step === at) logits[id] = 1000;
    return logits;
  };

describe('case 11: a table of 16 positions', () => {
  it('ends after the sixth token behind ten, with reason length, the same every time', async () => {
    const gpt2 = tinyGpt2(3);
    const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    for (let time = 0; time < 2; time++) {
      const [first, second] = await generateAll(gpt2, [ten, ten.slice(2)], { maximumNewTokens: 7 });
      expect([first?.ids.length, first?.finishReason]).toEqual([6, 'length']);
      expect([second?.ids.length, second?.finishReason]).toEqual([7, 'length']);
    }
  });

  it('ends there too where no number is given', async () => {
    const [unlimited, gpt2] = [{ maximumNewTokens: Number.POSITIVE_INFINITY }, tinyGpt2(3)];
    const all = await generateAll(gpt2, [prompt, prompt.slice(3)], unlimited);
    expect(all.map(({ ids, finishReason }) => [ids.length, finishReason])).toEqual([
      [11, 'length'],
      [14, 'length'],
    ]);
    const [beams] = await generateBeams(gpt2, [prompt], { ...unlimited, beams: 2 });
    const [contrastive] = await generateContrastive(gpt2, [prompt], {
      ...unlimited,
      states: 'transformer.lnF',
    });
    const queued = await Array.fromAsync(new GenerationQueue(gpt2).generate(prompt, unlimited));
    expect([beams?.[0]?.ids.length, contrastive?.ids.length, queued.length]).toEqual([11, 11, 11]);
  });

  it('a model without a last position needs a number', async () => {
    const t5 = new T5(readT5Config(new HfConfig(smallT5))).initialize(new RandomGenerator(0));
    const before = live();
    for (const run of [generateAll, generateBeams, generateSequences] as const) {
      const refused = expect(run(t5, [[5, 6, 1]], { maximumNewTokens: Number.POSITIVE_INFINITY })).rejects;
      await refused.toThrow(OptionError);
    }
    await expect(
      generateAll(t5, [[5, 6, 1]], { maximumNewTokens: Number.POSITIVE_INFINITY }),
    ).rejects.toThrow(
      'maximumNewTokens: Infinity is for models with a last position, and this one has none: give a number',
    );
    expect(live()).toEqual(before);
  });

  it('refuses a prompt that leaves no position, by name, and ids outside the vocabulary', async () => {
    const long = Array.from({ length: 16 }, (_, id) => id);
    const run = (...prompts: number[][]): Promise<unknown> => generateAll(tinyGpt2(3), prompts);
    await expect(run([1], long)).rejects.toThrow(IndexError);
    await expect(run([1], long)).rejects.toThrow('prompt 1: 16 tokens, 16 positions: shorten or truncate');
    await expect(run([23])).rejects.toThrow(IndexError);
    await expect(run([1], [2, 1.5])).rejects.toThrow('prompt 1: 1.5 at place 1 is no id');
    for (const id of [1.5, Number.NaN, 2 ** 31]) expect(() => padRows([[1], [2, id]], 0)).toThrow(IndexError);
  });
});

describe('case 13: logits', () => {
  it('with NaN, or with no token left, are a named error, not token 0', async () => {
    const fill =
      (value: number): LogitsProcessor =>
      (logits) =>
        logits.fill(value);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      for (const sampling of [{}, { temperature: 1 }]) {
        await expect(made({ processors: [fill(value)], ...sampling })).rejects.toThrow(ValueError);
      }
    }
    const damaged = tinyLlama(1);
    damaged.model.norm.weight.assign(tensor(new Float32Array(12).fill(Number.NaN)));
    await expect(generateAll(damaged, [prompt])).rejects.toThrow(/the model: logits hold NaN/);
  });

  it('of equals the first, and 1e4 does not overflow', async () => {
    const tie: LogitsProcessor = (logits) => logits.fill(-3).fill(1e4, 5, 8);
    expect((await made({ processors: [tie], maximumNewTokens: 2 })).ids).toEqual([5, 5]);
    const { ids } = await made({ processors: [tie], temperature: 1, seed: 1, maximumNewTokens: 9 });
    expect(new Set(ids)).toEqual(new Set([5, 6, 7]));
  });

  it('a penalty covers prompt and answer', async () => {
    const seen: number[][] = [];
    const watch: LogitsProcessor = (logits, { ids, promptLength, step, limit }) => {
      seen.push([ids.length, promptLength, step, limit]);
      return logits;
    };
    await generateAll(model, [prompt, [9]], { processors: [watch], maximumNewTokens: 2 });
    expect(seen).toEqual([
      [5, 5, 0, 2],
      [1, 1, 0, 2],
      [6, 5, 1, 2],
      [2, 1, 1, 2],
    ]);
  });
});

describe('case 16: how long, and where it ends', () => {
  it('0 tokens without any work, 1, 10, and 20 by default', async () => {
    expect(await made({ maximumNewTokens: 0 })).toEqual({ ids: [], finishReason: 'length', tokens: [] });
    for (const count of [1, 10, undefined]) {
      const text = await made(count === undefined ? {} : { maximumNewTokens: count });
      expect([text.ids.length, text.finishReason]).toEqual([count ?? 20, 'length']);
    }
  });

  it('a limit of the whole is the model’s, one for the answer the caller’s: the smaller counts', async () => {
    const small = (positions: number): Promise<{ ids: readonly number[] }[]> =>
      generateAll(tinyGpt2(3, positions), [prompt], { maximumNewTokens: 10 });
    for (const positions of [4, 5]) await expect(small(positions)).rejects.toThrow(IndexError);
    expect((await small(8))[0]?.ids).toHaveLength(3);
    expect((await small(40))[0]?.ids).toHaveLength(10);
    await expect(async () => generateAll(model, [prompt], { maximumLength: 8 } as object)).rejects.toThrow(
      /unknown option maximumLength/,
    );
  });

  it('any end token ends, and stays in the text', async () => {
    for (const endId of [2, 7]) {
      const text = await made({ endIds: [2, 7], processors: [want(endId, 3)] });
      expect([text.ids.length, text.ids.at(-1), text.finishReason]).toEqual([4, endId, 'end']);
    }
  });

  it('a prompt with the end token in it is read whole', async () => {
    const seen = await made({ endIds: [2], maximumNewTokens: 4 }, [3, 2, 2, 5]);
    const other = await made({ endIds: [2], maximumNewTokens: 4 }, [3, 5]);
    expect(seen.ids).not.toEqual(other.ids);
    expect(seen.ids).toEqual((await made({ maximumNewTokens: 4 }, [3, 2, 2, 5])).ids);
  });

  it('an empty prompt wants a start token; no prompt gives no text', async () => {
    await expect(made({}, [])).rejects.toThrow(/prompt 0 is empty: begin it with a start token/);
    expect(await generateAll(model, [])).toEqual([]);
  });

  it('no end before the least length', async () => {
    const eager: LogitsProcessor = (logits) => {
      logits[2] = (logits[2] ?? 0) + 1000;
      return logits;
    };
    const text = await made({ endIds: [2], minimumNewTokens: 3, processors: [eager] });
    expect([text.ids.length, text.finishReason]).toEqual([4, 'end']);
    expect(text.ids.slice(0, 3)).not.toContain(2);
  });

  it('stop sequences end across tokens, as does a function of the caller', async () => {
    const processors = [want(8, 2), want(9, 3), want(4, 1)];
    const stopped = await made({
      processors,
      stopSequences: [
        [9, 8],
        [8, 9],
      ],
    });
    expect([stopped.ids.length, stopped.finishReason]).toEqual([4, 'stop']);
    const asked = await made({ processors, stopWhen: (ids) => ids.includes(4) });
    expect([asked.ids.length, asked.finishReason]).toEqual([2, 'stop']);
  });
});

describe('log-probabilities', () => {
  it('are those of the model, before processors, of the same pass', async () => {
    const { ids, tokens } = await made({
      logProbabilities: 3,
      maximumNewTokens: 6,
      noRepeatNgram: 1,
      topK: 5,
      seed: 2,
    });
    const all = model.forward(tensor([[...prompt, ...ids]], { dtype: 'int32' })).dataSync();
    for (const [step, { id, logProbability, alternatives = [] }] of tokens.entries()) {
      const start = (prompt.length + step - 1) * 23;
      const expected = logProbabilities(all.subarray(start, start + 23));
      expect(logProbability).toBeCloseTo(expected[id] ?? 0, 5);
      expect(alternatives).toHaveLength(3);
      const ranked = [...expected.entries()].sort((a, b) => b[1] - a[1]).slice(0, 3);
      for (const [rank, [best, score]] of ranked.entries()) {
        expect(alternatives[rank]?.id).toBe(best);
        expect(alternatives[rank]?.logProbability).toBeCloseTo(score, 5);
      }
    }
    expect((await made({ logProbabilities: 0, maximumNewTokens: 1 })).tokens[0]?.alternatives).toEqual([]);
    expect((await made({ maximumNewTokens: 1 })).tokens[0]).not.toHaveProperty('logProbability');
  });
});

describe('the signal', () => {
  it('ends all texts before the next step; what there is stays', async () => {
    const stop = new AbortController();
    const [first, second] = await generateAll(model, [prompt, [9]], {
      signal: stop.signal,
      endIds: [2],
      processors: [
        (logits, { step, promptLength }) => {
          if (step === 1 && promptLength === 1) logits[2] = 1000;
          if (step === 3) stop.abort();
          return logits;
        },
      ],
    });
    expect([first?.ids.length, first?.finishReason]).toEqual([4, 'aborted']);
    expect([second?.ids.length, second?.finishReason]).toEqual([2, 'end']);
    const none = await generateAll(model, [prompt], { signal: AbortSignal.abort() });
    expect(none).toEqual([{ ids: [], finishReason: 'aborted', tokens: [] }]);
  });
});

describe('memory', () => {
  it('is as before, after a whole text, a broken-off one, and a failed one; two at once do not disturb each other', async () => {
    const gpt2 = tinyGpt2(1);
    await generateAll(gpt2, [prompt]);
    const before = live();
    const options = { maximumNewTokens: 6 };
    const alone = await generateAll(gpt2, [prompt, [9]], options);
    expect(await Promise.all([1, 2].map(() => generateAll(gpt2, [prompt, [9]], options)))).toEqual([
      alone,
      alone,
    ]);
    for await (const { row } of generate(gpt2, [prompt, [9]])) if (row === 1) break;
    await expect(generateAll(gpt2, [[3], [30]])).rejects.toThrow(IndexError);
    generate(gpt2, [prompt]);
    expect(live()).toEqual(before);
  });
});

describe('options', () => {
  it.each<[string, GenerateOptions]>([
    ['topK', { topK: -1 }],
    ['topK', { topK: Number.NaN }],
    ['temperature', { temperature: -1 }],
    ['temperature', { temperature: Number.POSITIVE_INFINITY }],
    ['temperature', { temperature: Number.NaN }],
    ['topP', { topP: 2, temperature: 0 }],
    ['seed', { seed: -1 }],
    ['maximumNewTokens', { maximumNewTokens: -1 }],
    ['maximumNewTokens', { maximumNewTokens: 1.5 }],
    ['minimumNewTokens', { minimumNewTokens: 3 }],
    [
      'minimumNewTokens 9 is above maximumNewTokens 5',
      { minimumNewTokens: 9, maximumNewTokens: 5, endIds: [2] },
    ],
    ['logProbabilities', { logProbabilities: -1 }],
    ['endIds', { endIds: [-1] }],
    ['stopSequences', { stopSequences: [[]] }],
    ['stopSequences: each must be a list', { stopSequences: JSON.parse('[3, 4]') }],
    ['endIds must be a list of ids, got 2', { endIds: JSON.parse('2') }],
    ['processors must be a list of functions, got [3]', { processors: JSON.parse('[3]') }],
    ['draft must have a method propose', { draft: JSON.parse('{}') }],
    ['cache must be a PromptCache, got an object', { cache: JSON.parse('{}') }],
    ['signal must be an AbortSignal, got its controller', { signal: JSON.parse('{ "signal": {} }') }],
    ['guidance', { guidance: { scale: Number.NaN } }],
  ])('refuses %s: %j', async (name, options) => {
    await expect(made(options)).rejects.toThrow(OptionError);
    await expect(made(options)).rejects.toThrow(name);
  });

  it('refuses what is no prompt and no model', async () => {
    const refused = (...given: readonly unknown[]) =>
      expect(Promise.resolve().then(() => Reflect.apply(generateAll, undefined, given))).rejects;
    await refused(model, 'abc').toThrow('prompts must be a list, of lists of ids, got "abc"');
    await refused(model, [3, 1]).toThrow('prompt 0 must be a list of ids, got 3');
    await refused({ model }, [[3, 1]]).toThrow('is needed, this is Object: give its model');
    await refused(undefined, [[3, 1]]).toThrow(
      'a language model or an encoder–decoder is needed, this is undefined',
    );
    for (const made of [PromptCache, DraftModel, GenerationQueue]) {
      const make = (given: unknown) => () => Reflect.construct(made, [given]);
      const message = `${made.name}: a decoder-only language model is needed, this is`;
      expect(make({ model })).toThrow(`${message} Object: give its model`);
      expect(make(Promise.resolve({ model }))).toThrow(`${message} a promise: await it first`);
    }
    const contrastive = Reflect.apply(generateContrastive, undefined, [{ model }, [[3]], {}]);
    await expect(contrastive).rejects.toThrow('generateContrastive: a decoder-only language model is needed');
  });

  it('refuses what it does not know, before it starts', () => {
    expect(() => generate(model, [prompt], { num_beans: 3 } as object)).toThrow(/unknown option num_beans/);
  });

  it('topK 0 is off, and 50 the default', () => {
    const context = { ids: prompt, promptLength: 5, step: 0, limit: 20 };
    const left = (options: GenerateOptions): number =>
      processed(createCuts(options), Float32Array.from({ length: 60 }, Math.random), context).filter(
        Number.isFinite,
      ).length;
    expect([{}, { seed: 1 }, { topK: 0 }, { topK: 7 }, { topK: 7, temperature: 0 }].map(left)).toEqual([
      60, 50, 60, 7, 60,
    ]);
  });

  it('guidance of scale 1 changes nothing, and a negative prompt is wanted for each prompt', async () => {
    const plain = await made({ maximumNewTokens: 6 });
    expect((await made({ maximumNewTokens: 6, guidance: { scale: 1, negative: [[9, 9]] } })).ids).toEqual(
      plain.ids,
    );
    await expect(made({ guidance: { scale: 2, negative: [] } })).rejects.toThrow(/0 negative prompts for 1/);
  });
});
