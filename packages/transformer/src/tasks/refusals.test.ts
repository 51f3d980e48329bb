import { IndexError, OptionError } from '@heed/core';
import { describe, expect, it } from 'vitest';
import type { Pretrained } from '../pretrained/load-pretrained.ts';
import {
  answer,
  chat,
  classify,
  embed,
  fillMask,
  rerank,
  streamText,
  summarize,
  TaskError,
  type TaskModel,
  tagTokens,
  translate,
} from './index.ts';
import { filesIn, loadTask } from './testing/golden-tasks.ts';

const question = { question: 'who?', context: 'the river' };
const tasks: Readonly<Record<string, (pretrained: TaskModel, options?: object) => Promise<unknown>>> = {
  answer: (pretrained, options) => answer(pretrained, question, options),
  classify: (pretrained, options) => classify(pretrained, 'the river', options),
  embed: (pretrained, options) => embed(pretrained, 'the river', options),
  fillMask: (pretrained, options) => fillMask(pretrained, 'the [MASK]', options),
  rerank: (pretrained, options) => rerank(pretrained, 'who?', ['the river'], options),
  summarize: (pretrained, options) => summarize(pretrained, 'the river', options),
  tagTokens: (pretrained, options) => tagTokens(pretrained, 'the river', options),
  translate: (pretrained, options) => translate(pretrained, 'the river', options),
};
const models: Readonly<Record<string, readonly string[]>> = {
  'models/bert': ['embed'],
  'models/bert-masked-lm': ['fillMask'],
  'models/bert-question': ['answer'],
  'models/bert-sequence': ['classify', 'rerank'],
  'models/bert-token': ['tagTokens'],
  'models/bart': ['summarize', 'translate'],
};

describe.each(Object.entries(models))('%s', (folder, fitting) => {
  it('serves its own tasks; others are refused with what they need and what it is', async () => {
    const pretrained = await loadTask(folder, 'word-piece');
    const name = pretrained.model.constructor.name;
    for (const [task, run] of Object.entries(tasks)) {
      if (fitting.includes(task)) continue;
      await expect(run(pretrained), task).rejects.toThrow(TaskError);
      await expect(run(pretrained), task).rejects.toThrow(new RegExp(`${task} needs .*this is ${name}`));
    }
    for (const task of fitting) {
      await expect(tasks[task]?.({ model: pretrained.model }), task).rejects.toThrow(/there is no tokenizer/);
      await expect(tasks[task]?.(pretrained, { topk: 3 }), task).rejects.toThrow(/unknown option topk/);
    }
  });
});

it('what is not what fromPretrained gives: its promise, its model alone, nothing', async () => {
  const { model } = await loadTask('models/bert', 'word-piece');
  const all = { ...tasks, streamText: (given: TaskModel) => streamText(given, 'the river').next() };
  for (const [task, run] of Object.entries(all)) {
    for (const [given, seen] of [
      [Promise.resolve(1), 'a promise: await it first'],
      [model, 'the model alone: give { model, tokenizer }'],
      [undefined, 'undefined'],
    ]) {
      const made = Reflect.apply(run, undefined, [given]);
      await expect(made, task).rejects.toThrow(TaskError);
      await expect(made, task).rejects.toThrow(`takes what fromPretrained gives, got ${seen}`);
    }
  }
});

describe('what a text or an option cannot be', () => {
  const long = 'the river '.repeat(20);
  const bert = async (head: string): Promise<Pretrained> =>
    await loadTask(`models/bert-${head}`, 'word-piece');

  it('longer than the model takes, unless it is cut or read in windows', async () => {
    const classifier = await bert('sequence');
    await expect(classify(classifier, ['the', long])).rejects.toThrow(IndexError);
    await expect(classify(classifier, ['the', long])).rejects.toThrow(
      /text 1 has 42 tokens, the model takes 23/,
    );
    expect(await classify(classifier, long, { truncate: true })).toHaveLength(3);
    await expect(fillMask(await bert('masked-lm'), `[MASK] ${long}`)).rejects.toThrow(IndexError);
    const entities = await tagTokens(await bert('token'), long, { ignoredLabels: [] });
    expect(entities.at(-1)?.end).toBe(long.length - 1);
    const asked = { question: long, context: 'the' };
    await expect(answer(await bert('question'), asked)).rejects.toThrow(OptionError);
  });

  it('without a gap to fill', async () => {
    await expect(fillMask(await bert('masked-lm'), ['[MASK]', 'the'])).rejects.toThrow(
      /text 1 has no \[MASK\]/,
    );
    await expect(fillMask(await bert('masked-lm'), '[MASK]', { targets: [] })).rejects.toThrow(OptionError);
  });

  it('out of range', async () => {
    const classifier = await bert('sequence');
    const encoder = await loadTask('models/bert', 'word-piece');
    const tagger = await bert('token');
    const reader = await bert('question');
    const cases: [() => Promise<unknown>, RegExp][] = [
      [() => classify(classifier, 'the', { topK: 0 }), /topK/],
      [() => classify(classifier, 'the', { batchSize: 0 }), /batchSize must be a whole number from 1/],
      [() => embed(encoder, 'the', { dimensions: 99 }), /dimensions .* from 1 to 32/],
      [() => answer(reader, question, { maximumLength: 99 }), /maximumLength .* from 1 to 23/],
      [() => tagTokens(tagger, 'the', { aggregation: 'none', stride: 2 }), /would give tokens twice/],
      [() => rerank(classifier, 'the', ['a']), /a classifier with one label, and this has 3/],
    ];
    for (const [work, message] of cases) await expect(work()).rejects.toThrow(message);
  });

  it('languages that a model lacks, or that are not told', async () => {
    const many = await loadTask('models/m2m100', 'm2m100');
    await expect(translate(many, 'a')).rejects.toThrow(/needs from and to; it knows en, de, deu_Latn/);
    await expect(translate(many, 'a', { from: 'en', to: 'xx' })).rejects.toThrow(
      'to "xx" is not a language of this model; it knows en, de, deu_Latn',
    );
    await expect(translate(await loadTask('models/t5', 't5'), 'a', { from: 'en' })).rejects.toThrow(
      OptionError,
    );
    const pair = await loadTask('models/marian', 't5');
    await expect(translate(pair, 'a', { to: 'de' })).rejects.toThrow(/one pair of languages/);
  });

  it('a module of a sentence encoder that is not known', async () => {
    const modules = JSON.stringify([{ type: 'sentence_transformers.models.Dense' }]);
    const files = { ...filesIn('sentence'), 'modules.json': new Blob([modules]) };
    await expect(embed(await loadTask('models/bert', 'word-piece', {}, files), 'the')).rejects.toThrow(
      /"Dense"/,
    );
  });

  it('a conversation where there is no template, and a text for an encoder', async () => {
    const llama = await loadTask('models/llama-tied', 't5');
    await expect(chat(llama, [{ role: 'user', content: 'a' }])).rejects.toThrow(/no chat template/);
    await expect(streamText(await bert('token'), 'the').next()).rejects.toThrow(TaskError);
  });
});

describe('several texts', () => {
  const texts = ['the', 'the river is wide', 'is', 'river river', 'the town'];

  it('say how far they are, and end when asked', async () => {
    const encoder = await loadTask('models/bert', 'word-piece');
    const seen: number[] = [];
    const vectors = await embed(encoder, texts, {
      batchSize: 2,
      onProgress: ({ done, total }) => seen.push(done, total),
    });
    expect(seen).toEqual([2, 5, 4, 5, 5, 5]);
    expect(vectors).toHaveLength(5);
    const controller = new AbortController();
    const work = embed(encoder, texts, {
      batchSize: 2,
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await expect(work).rejects.toThrow('enough');
    expect(await embed(encoder, [])).toEqual([]);
  });
});
