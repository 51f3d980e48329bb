import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { expect, it } from 'vitest';
import { tellStory } from './story.ts';
import { loadTextModel } from './text-model.ts';

it('tells a story word by word, with its speed in the end', async () => {
  use(await wasm());
  const stories = await loadTextModel();
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text) };
  const options = { temperature: 0, seed: 5, maximumNewTokens: 12 };
  const report = await tellStory(stories, 'Once upon a time', options, output);
  expect(written.join('')).toBe('Once upon a time, there was a little girl named Lily. She\n');
  expect(written.length).toBeGreaterThan(8);
  expect(report).toMatch(/^12 tokens, \d+ tokens\/s, seed 5$/);
  stories.model.dispose();
});
