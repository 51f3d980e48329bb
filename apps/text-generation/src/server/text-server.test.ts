import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { embed, fromPretrained, streamText } from '@heed/transformer';
import OpenAI, { APIError, APIUserAbortError } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddingModel, loadTextModel, type TextModel } from '../text-model.ts';
import { TextServer, type TextServerOptions } from './text-server.ts';

const model = 'stories260k';
const prompt = 'Once upon a time';
/** More than can be written while a test looks on: twenty answers without an end. */
const long = { model, prompt, max_tokens: 500, n: 20, logit_bias: { 1: -100, 2: -100 } };
const wait = { timeout: 20_000, interval: 10 };
let stories: TextModel;
let server: TextServer;
let address: string;
let client: OpenAI;

function clientOf(baseURL: string): OpenAI {
  return new OpenAI({ baseURL: `${baseURL}/v1`, apiKey: 'none', maxRetries: 0 });
}

/** A server of its own, for a test that fills or stops it. */
async function withServer(
  options: TextServerOptions,
  work: (client: OpenAI, server: TextServer, address: string) => Promise<void>,
): Promise<void> {
  const own = new TextServer(stories, options);
  const at = await own.listen(0);
  try {
    await work(clientOf(at), own, at);
  } finally {
    await own.close(0);
  }
}

/** What the model writes without a server. */
async function written(maximumNewTokens: number, options: object = {}): Promise<string> {
  const parts = streamText(stories, prompt, { ...options, maximumNewTokens });
  return (await Array.fromAsync(parts)).map(({ text }) => text).join('');
}

async function refusal(work: Promise<unknown>): Promise<APIError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof APIError) return error;
    throw error;
  }
  throw new Error('it was answered');
}

beforeAll(async () => {
  use(await wasm());
  stories = await loadTextModel();
  server = new TextServer(stories);
  address = await server.listen(0);
  client = clientOf(address);
});

afterAll(async () => {
  await server.close();
  stories.model.dispose();
});

describe('completions', () => {
  it('answers whole, with the numbers of tokens', async () => {
    const answer = await client.completions.create({ model, prompt, max_tokens: 9, temperature: 0 });
    expect(answer.choices).toEqual([
      { index: 0, text: await written(9), logprobs: null, finish_reason: 'length' },
    ]);
    expect(answer.usage).toEqual({ prompt_tokens: 5, completion_tokens: 9, total_tokens: 14 });
    expect(answer).toMatchObject({ object: 'text_completion', model });
  });

  it('streams the same', async () => {
    const stream = await client.completions.create({
      model,
      prompt,
      max_tokens: 9,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = await Array.fromAsync(stream);
    const choices = chunks.flatMap((chunk) => chunk.choices);
    expect(choices.map(({ text }) => text).join('')).toBe(await written(9));
    expect(choices.length).toBeGreaterThan(5);
    expect(choices.map((choice) => choice.finish_reason).filter((reason) => reason !== null)).toEqual([
      'length',
    ]);
    expect(chunks.at(-1)?.usage).toEqual({ prompt_tokens: 5, completion_tokens: 9, total_tokens: 14 });
  });

  it('draws by seed, several answers to several prompts, each as alone', async () => {
    const ask = (seed: number, n: number) =>
      client.completions.create({ model, prompt, max_tokens: 4, temperature: 1.2, seed, n });
    const [both, first, second] = [await ask(7, 2), await ask(7, 1), await ask(8, 1)];
    expect(both.choices.map(({ text }) => text)).toEqual(
      [first, second].map(({ choices }) => choices[0]?.text),
    );
    const body = { model, prompt: [prompt, 'Tom'], max_tokens: 4, temperature: 1.2, seed: 7, echo: true };
    const two = await client.completions.create(body);
    expect(two.choices.map(({ text }) => text)).toEqual([
      `${prompt}${first.choices[0]?.text}`,
      expect.stringMatching(/^Tom./),
    ]);
  });

  it('ends before a stop string, in a stream too', async () => {
    const asked = { model, prompt, max_tokens: 30, temperature: 0, stop: ['little girl', 'never'] };
    const { choices } = await client.completions.create(asked);
    expect(choices[0]).toMatchObject({ text: ', there was a ', finish_reason: 'stop' });
    const stream = await client.completions.create({ ...asked, stream: true });
    const texts = await Array.fromAsync(stream, (chunk) => chunk.choices[0]?.text);
    expect(texts.join('')).toBe(', there was a ');
  });

  it('tells how likely tokens were, and takes biases', async () => {
    const { choices } = await client.completions.create({
      model,
      prompt: 'Once upon a',
      max_tokens: 2,
      temperature: 0,
      logprobs: 2,
    });
    const { tokens, token_logprobs, top_logprobs, text_offset } = choices[0]?.logprobs ?? {};
    expect(tokens).toEqual([' time', ',']);
    expect(text_offset).toEqual([0, 5]);
    expect(top_logprobs?.[0]?.[' time']).toBe(token_logprobs?.[0]);
    const comma = stories.tokenizer.encode(',').at(-1);
    const biased = { model, prompt, max_tokens: 3, temperature: 0, logit_bias: { [String(comma)]: 100 } };
    expect((await client.completions.create(biased)).choices[0]?.text).toBe(',,,');
  });
});

describe('chat', () => {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: 'system', content: 'Once upon' },
    { role: 'user', content: [{ type: 'text', text: 'a time' }] },
  ];

  it('answers whole', async () => {
    const answer = await client.chat.completions.create({ model, messages, max_tokens: 9, temperature: 0 });
    expect(answer.choices[0]?.message).toEqual({
      role: 'assistant',
      content: await written(9),
      refusal: null,
    });
    expect(answer.choices[0]?.finish_reason).toBe('length');
    expect(answer.object).toBe('chat.completion');
  });

  it('streams the same, as the client gathers it', async () => {
    const stream = client.chat.completions.stream({
      model,
      messages,
      max_completion_tokens: 9,
      temperature: 0,
      logprobs: true,
      top_logprobs: 2,
    });
    const answer = await stream.finalChatCompletion();
    const [choice] = answer.choices;
    expect(choice?.message.content).toBe(await written(9));
    const tokens = choice?.logprobs?.content ?? [];
    expect(tokens).toHaveLength(9);
    for (const { logprob, token, bytes, top_logprobs } of tokens) {
      expect(top_logprobs).toHaveLength(2);
      expect(top_logprobs[0]).toEqual({ token, logprob, bytes });
      expect(new TextDecoder().decode(Uint8Array.from(bytes ?? []))).toBe(token);
    }
  });
});

describe('callers beside each other', () => {
  it('share the model, and each gets what it would get alone', async () => {
    const bodies = [
      { prompt, max_tokens: 12, temperature: 0 },
      { prompt: 'Tom had a red ball', max_tokens: 5, temperature: 0, n: 2 },
      { prompt: 'Lily', max_tokens: 9, seed: 3, temperature: 0.9, presence_penalty: 0.5 },
      { prompt: ['The', 'A dog ran'], max_tokens: 7, seed: 8, stop: ['.'] },
      { prompt: 'She', max_tokens: 11, temperature: 0, logprobs: 2 },
    ];
    const ask = async (body: object) => {
      const { choices, usage } = await client.completions.create({ model, prompt, ...body });
      return { choices, usage };
    };
    const apart = [];
    for (const body of bodies) apart.push(await ask(body));
    const together = await Promise.all(bodies.map(ask));
    for (const [at, { choices, usage }] of together.entries()) {
      expect(choices.map(({ text }) => text)).toEqual(apart[at]?.choices.map(({ text }) => text));
      expect(usage).toEqual(apart[at]?.usage);
    }
  });

  it('get what they would get one after the other', async () => {
    const ask = async (seed: number) =>
      (await client.completions.create({ model, prompt, max_tokens: 6, seed })).choices[0]?.text;
    const apart = [await ask(1), await ask(2)];
    expect(await Promise.all([ask(1), ask(2)])).toEqual(apart);
  });

  it('who leaves ends the work for them, and frees a place in the queue', async () => {
    await withServer({ parallel: 1, queue: 1 }, async (own, _server, at) => {
      const health = async () => await (await fetch(`${at}/health`)).json();
      const first = await own.completions.create({ ...long, stream: true });
      const leave = new AbortController();
      const second = own.completions.create({ model, prompt }, { signal: leave.signal });
      await expect.poll(health, wait).toMatchObject({ status: 'ok', running: 1, waiting: 1 });
      const third = await refusal(own.completions.create({ model, prompt }));
      expect(third).toMatchObject({ status: 429, code: 'queue_full' });
      expect(third.headers?.get('retry-after')).toBe('1');
      leave.abort();
      await expect(second).rejects.toThrow(APIUserAbortError);
      await expect.poll(health, wait).toMatchObject({ running: 1, waiting: 0 });
      for await (const _ of first) break;
      await expect.poll(health, wait).toMatchObject({ running: 0, waiting: 0 });
      const fourth = await own.completions.create({ model, prompt, max_tokens: 2, temperature: 0 });
      expect(fourth.choices[0]?.text).toBe(await written(2));
    });
  });
});

describe('stopping', () => {
  it('answers what it has, and takes no more', async () => {
    await withServer({}, async (own, stopping, at) => {
      const stream = await own.completions.create({
        model,
        prompt,
        max_tokens: 8,
        temperature: 0,
        stream: true,
      });
      const closed = stopping.close();
      const texts = await Array.fromAsync(stream, (chunk) => chunk.choices[0]?.text);
      expect(texts.join('')).toBe(await written(8));
      await closed;
      await expect(fetch(`${at}/health`)).rejects.toThrow();
    });
  });

  it('cuts answers short when patience is over', async () => {
    await withServer({ parallel: 1 }, async (own, stopping) => {
      const first = own.completions.create(long);
      const second = refusal(own.completions.create(long));
      await expect.poll(() => stopping.load, wait).toEqual({ running: 1, waiting: 1 });
      await stopping.close(0.05);
      expect((await first).choices[0]?.finish_reason).toBe('length');
      expect((await first).usage?.completion_tokens).toBeLessThan(10_000);
      expect((await second).status).toBe(503);
    });
  });
});

it('tells of its model', async () => {
  const models = await Array.fromAsync(client.models.list());
  expect(models).toMatchObject([{ id: model, object: 'model' }]);
  expect(await client.models.retrieve(model)).toEqual(models[0]);
  expect(await refusal(client.models.retrieve('gpt'))).toMatchObject({
    status: 404,
    code: 'model_not_found',
  });
});

describe('bad requests are named', () => {
  const cases: [string, object, object][] = [
    ['another model', { model: 'gpt' }, { status: 404, code: 'model_not_found', param: 'model' }],
    ['no prompt', { prompt: undefined }, { status: 400, param: 'prompt' }],
    ['a temperature out of range', { temperature: 3 }, { status: 400, param: 'temperature' }],
    ['a text for a number', { max_tokens: 'many' }, { status: 400, param: 'max_tokens' }],
    ['an unknown parameter', { temprature: 1 }, { status: 400, param: 'temprature' }],
    ['five stop strings', { stop: ['a', 'b', 'c', 'd', 'e'] }, { status: 400, param: 'stop' }],
    ['an id that is no token', { prompt: [1, 512] }, { status: 400, param: 'prompt' }],
    ['a bias for no token', { logit_bias: { x: 1 } }, { status: 400, param: 'logit_bias' }],
    ['too many answers', { n: 100 }, { status: 400, param: 'n' }],
    ['more than the context', { max_tokens: 510 }, { status: 400, code: 'context_length_exceeded' }],
    ['a longer prompt', { prompt: 'a b '.repeat(400) }, { status: 400, code: 'context_length_exceeded' }],
  ];
  it.each(cases)('%s', async (_name, change, expected) => {
    const body = { model, prompt, ...change };
    const error = await refusal(client.post('/completions', { body }));
    expect(error).toMatchObject({ type: 'invalid_request_error', ...expected });
    expect(error.message.length).toBeGreaterThan(20);
  });

  it.each([
    ['no messages', { messages: [] }, 'messages'],
    ['an unknown role', { messages: [{ role: 'tool', content: '' }] }, 'messages[0].role'],
    ['tools', { messages: [{ role: 'user', content: 'Hi' }], tools: [] }, 'tools'],
  ])('chat with %s', async (_name, change, param) => {
    const error = await refusal(client.post('/chat/completions', { body: { model, ...change } }));
    expect(error).toMatchObject({ status: 400, param });
  });

  it.each([
    ['GET', '/v1/completions', undefined, 405],
    ['POST', '/v1/nothing', '{}', 404],
    ['POST', '/v1/completions', '{"model":', 400],
    ['POST', '/v1/completions', '[]', 400],
    ['POST', '/v1/completions', `"${'x'.repeat(1_000_001)}"`, 413],
  ])('%s %s', async (method, path, body, status) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(address + path, { method, headers, ...(body !== undefined && { body }) });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it('a body that is not said to be JSON', async () => {
    const response = await fetch(`${address}/v1/completions`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(415);
  });
});

describe('embeddings', () => {
  const fixture = (path: string): Uint8Array =>
    readFileSync(join(import.meta.dirname, '../../../../fixtures', path));
  let model: EmbeddingModel;

  beforeAll(async () => {
    const pretrained = await fromPretrained({
      'config.json': fixture('models/bert/config.json'),
      'model.safetensors': fixture('models/bert/model.safetensors'),
      'tokenizer.json': fixture('tasks/word-piece/tokenizer.json'),
      'tokenizer_config.json': fixture('tasks/word-piece/tokenizer_config.json'),
    });
    if (pretrained.tokenizer === undefined) throw new Error('no tokenizer');
    model = { ...pretrained, name: 'tiny-bert', tokenizer: pretrained.tokenizer };
  });

  it('are the vectors of the model, as numbers and as bytes, in the order of the texts', async () => {
    await withServer({ embeddings: model }, async (own) => {
      const input = ['the river is wide', 'is this the town?', 'the'];
      const vectors = await embed(model, input);
      for (const format of ['float', 'base64', undefined] as const) {
        const body = { model: 'tiny-bert', input, ...(format && { encoding_format: format }) };
        const { data, usage } = await own.embeddings.create(body);
        expect(data.map(({ index }) => index)).toEqual([0, 1, 2]);
        if (format !== 'base64') {
          for (const [row, { embedding }] of data.entries()) {
            for (const [at, value] of embedding.entries())
              expect(value).toBeCloseTo(vectors[row]?.[at] ?? 0, 6);
          }
        } else {
          const bytes = Buffer.from(String(data[0]?.embedding), 'base64');
          expect(bytes.readFloatLE(4)).toBeCloseTo(vectors[0]?.[1] ?? 0, 6);
        }
        const tokens = input.flatMap((text) => model.tokenizer.encode(text)).length;
        expect(usage).toEqual({ prompt_tokens: tokens, total_tokens: tokens });
      }
      const short = await own.embeddings.create({ model: 'tiny-bert', input: 'the', dimensions: 5 });
      expect(short.data[0]?.embedding).toHaveLength(5);
      const names = await Array.fromAsync(own.models.list(), ({ id }) => id);
      expect(names).toEqual(['stories260k', 'tiny-bert']);
    });
  });

  it('are refused by name where there are none, or too much is asked', async () => {
    const none = await refusal(client.embeddings.create({ model: 'tiny-bert', input: 'the' }));
    expect(none).toMatchObject({ status: 404, code: 'model_not_found' });
    await withServer({ embeddings: model }, async (own) => {
      const ask = async (body: object) =>
        await refusal(own.embeddings.create({ model: 'tiny-bert', input: 'the', ...body }));
      expect(await ask({ model: 'stories260k' })).toMatchObject({ status: 404, param: 'model' });
      expect(await ask({ input: '' })).toMatchObject({ status: 400, param: 'input' });
      expect(await ask({ input: [] })).toMatchObject({ status: 400, param: 'input' });
      expect(await ask({ input: [1, 2] })).toMatchObject({ status: 400 });
      expect((await ask({ input: 'the river '.repeat(40) })).message).toMatch(/tokens, the model takes 23/);
      expect((await ask({ dimensions: 10_000 })).message).toMatch(
        /dimensions must be a whole number from 1 to/,
      );
    });
  });
});
