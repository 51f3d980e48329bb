import { PassThrough } from 'node:stream';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chat } from './chat.ts';
import { Conversation } from './conversation.ts';
import { loadTextModel, type TextModel } from './text-model.ts';

const wait = { timeout: 20_000, interval: 10 };
let stories: TextModel;

beforeAll(async () => {
  use(await wasm());
  stories = await loadTextModel();
});

afterAll(() => stories.model.dispose());

async function say(conversation: Conversation, text: string): Promise<string> {
  let answer = '';
  for await (const part of conversation.say(text, new AbortController().signal)) answer += part.text;
  return answer;
}

/** A chat of which the test types one side and reads the other. */
function typing(maximumNewTokens: number, isInteractive: boolean) {
  const input = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  let text = '';
  output.on('data', (part) => (text += part));
  const conversation = new Conversation(stories, '', { temperature: 0, maximumNewTokens });
  const over = chat(conversation, { input, output, isInteractive }).finally(() => conversation.dispose());
  return { input, over, conversation, text: () => text };
}

it('goes on with what was said, by what the model remembers, as it would without', async () => {
  const conversation = new Conversation(stories, 'Once upon', { temperature: 0, maximumNewTokens: 6 });
  const first = await say(conversation, 'a time');
  const second = await say(conversation, 'Tom was');
  expect(conversation.turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'user', 'assistant']);
  const afresh = new Conversation(stories, '', { temperature: 0, maximumNewTokens: 6 });
  expect(await say(afresh, `Once upon a time ${first} Tom was`)).toBe(second);
  conversation.reset();
  expect(await say(conversation, 'a time')).toBe(first);
  conversation.dispose();
  afresh.dispose();
});

it('forgets the oldest turns when the model holds no more, and refuses what is too long alone', async () => {
  const conversation = new Conversation(stories, '', { temperature: 0, maximumNewTokens: 1 });
  const long = 'a b '.repeat(70);
  for (let turn = 0; turn < 4; turn++) await say(conversation, long);
  expect(conversation.turns.length).toBe(6);
  await expect(say(conversation, long.repeat(5))).rejects.toThrow(/what was said has \d+ tokens/);
  conversation.dispose();
});

it('answers line by line, with its speed, until it is told to quit', async () => {
  const { input, over, text } = typing(3, false);
  input.write('Once upon a time\n\n/what\n/reset\n/quit\nTom\n');
  await over;
  expect(text()).toMatch(/, there was\n\(3 tokens, \d+ tokens\/s\)/);
  expect(text().match(/\/reset forgets/g)).toHaveLength(2);
});

it('answers the lines of a pipe that has ended', async () => {
  const { input, over, text } = typing(2, false);
  input.end('Once upon a time\n/reset\nOnce upon a time\n');
  await over;
  expect(text().match(/, there\n\(2 tokens/g)).toHaveLength(2);
});

it('Ctrl-C stops the answer, not the program; at an empty prompt it leaves', async () => {
  const { input, over, text } = typing(400, true);
  input.write('Once upon a time\r');
  await expect.poll(text, wait).toContain('there was');
  input.write('\u0003');
  await expect.poll(text, wait).toMatch(/tokens\/s, stopped\)/);
  input.write('half a line\u0003');
  await expect.poll(() => text().split('> ').length, wait).toBeGreaterThan(3);
  input.write('\u0003');
  await over;
});
