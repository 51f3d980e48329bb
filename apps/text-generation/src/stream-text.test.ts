import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { type StreamTextOptions, streamText, type TextPart } from '@heed/transformer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTextModel, type TextModel } from './text-model.ts';

interface Golden {
  readonly runs: readonly {
    readonly prompt: string;
    readonly input_ids: readonly number[];
    readonly greedy: readonly number[];
    readonly text: string;
  }[];
  readonly tokenizer: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

const path = join(import.meta.dirname, '../../../fixtures/text-generation/stories260k.json');
const golden: Golden = JSON.parse(readFileSync(path, 'utf8'));

let stories: TextModel;

beforeAll(async () => {
  use(await wasm());
  stories = await loadTextModel();
});

afterAll(() => stories.model.dispose());

async function write(prompt: string, options: StreamTextOptions = {}): Promise<TextPart[]> {
  return await Array.fromAsync(streamText(stories, prompt, options));
}

function textOf(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join('');
}

describe('the built-in model', () => {
  it.each(golden.runs)(
    'writes what transformers writes after %j',
    async ({ prompt, input_ids, greedy, text }) => {
      expect(stories.tokenizer.encode(prompt)).toEqual(input_ids);
      const parts = await write(prompt, { maximumNewTokens: greedy.length });
      expect(parts.flatMap(({ id = [] }) => id)).toEqual(greedy);
      expect(prompt + textOf(parts)).toBe(text.replace(/^ /, ''));
      expect(parts.at(-1)?.finishReason).toBe('length');
    },
  );

  it.each(golden.tokenizer)('reads as llama2.c does: %j', ({ text, ids }) => {
    expect(stories.tokenizer.encode(text)).toEqual(ids);
  });
});

describe('a text ends', () => {
  const prompt = 'Once upon a time';
  let whole: string;

  beforeAll(async () => {
    whole = textOf(await write(prompt, { maximumNewTokens: 30 }));
  });

  it.each(['little girl', 'She', '. She loved'])(
    'before a stop string over several tokens: %j',
    async (stop) => {
      const parts = await write(prompt, { maximumNewTokens: 30, stop: ['never said', stop] });
      expect(textOf(parts)).toBe(whole.slice(0, whole.indexOf(stop)));
      expect(parts.at(-1)?.finishReason).toBe('stop');
    },
  );

  it('with what looked like a stop string and was none', async () => {
    const parts = await write(prompt, { maximumNewTokens: 30, stop: [`${whole.slice(-3)}?`, 'She hated'] });
    expect(textOf(parts)).toBe(whole);
    expect(parts.at(-1)?.finishReason).toBe('length');
  });

  it('at an end token, which is no text', async () => {
    const period = stories.tokenizer.encode('.').at(-1) ?? 0;
    const parts = await Array.fromAsync(
      streamText(stories, prompt, { maximumNewTokens: 30, endIds: [period] }),
    );
    expect(textOf(parts)).toBe(whole.slice(0, whole.indexOf('.')));
    expect(parts.at(-2)?.id).toBe(period);
    expect(parts.at(-1)?.finishReason).toBe('end');
  });

  it('when asked', async () => {
    const controller = new AbortController();
    const parts: TextPart[] = [];
    const { signal } = controller;
    for await (const part of streamText(stories, [1], { maximumNewTokens: 100, signal })) {
      parts.push(part);
      if (parts.length === 5) controller.abort();
    }
    expect(parts).toHaveLength(6);
    expect(parts.at(-1)?.finishReason).toBe('aborted');
  });
});

it('the same seed tells the same story, another seed another', async () => {
  const tell = async (seed: number) =>
    textOf(await write('Tom', { maximumNewTokens: 8, seed, temperature: 0.9, topP: 0.95 }));
  expect(await tell(1)).toBe(await tell(1));
  expect(await tell(2)).not.toBe(await tell(1));
});

it('reports log-probabilities in words', async () => {
  const [first] = await write('Once upon a', { maximumNewTokens: 1, logProbabilities: 3 });
  expect(first?.report?.text).toBe(' time');
  expect(first?.report?.alternatives[0]).toEqual({
    id: first?.id,
    text: ' time',
    logProbability: first?.report?.logProbability,
  });
});
