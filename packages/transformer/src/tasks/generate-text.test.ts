import { RandomGenerator } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { ChatTemplate } from '../chat/chat-template.ts';
import { GenerationQueue } from '../generation/index.ts';
import { HfConfig } from '../models/hf-config.ts';
import { Llama, readLlamaConfig } from '../models/llama/index.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { trainBpe } from '../tokenizer/train-bpe.ts';
import { chat, generateText, streamText, type TaskModel } from './index.ts';
import { loadTask } from './testing/golden-tasks.ts';

const json = trainBpe(['the river is wide', 'the rivers are wider'], {
  vocabularySize: 290,
  endToken: '</s>',
});
const tokenizer = new Tokenizer(json, { config: { eos_token: '</s>' } });
const config = new HfConfig({
  model_type: 'llama',
  vocab_size: tokenizer.vocabularySize,
  hidden_size: 12,
  intermediate_size: 20,
  num_hidden_layers: 2,
  num_attention_heads: 3,
  max_position_embeddings: 96,
});
const model = new Llama(readLlamaConfig(config)).initialize(new RandomGenerator(5));
const chatTemplate = new ChatTemplate({
  default: '{% for m in messages %}{{ m.content }}{% endfor %}{% if add_generation_prompt %}>{% endif %}',
});
const pretrained: TaskModel & { readonly model: Llama } = { model, tokenizer, config, chatTemplate };
const prompts = ['the river', 'wide', 'the rivers are'];

describe('generateText', () => {
  it('several texts are each what they are alone, greedy and drawn', async () => {
    for (const options of [{ maximumNewTokens: 9 }, { maximumNewTokens: 7, temperature: 1.3, seed: 4 }]) {
      const together = await generateText(pretrained, prompts, options);
      for (const [row, prompt] of prompts.entries()) {
        const seed = 'seed' in options ? { seed: 4 + row } : {};
        expect(together[row]).toEqual(await generateText(pretrained, prompt, { ...options, ...seed }));
      }
    }
  });

  it('is what streamText gives in parts, also through a queue that others use', async () => {
    const queue = new GenerationQueue(model, { texts: 2 });
    const whole = await generateText(pretrained, 'the', { maximumNewTokens: 11 });
    const parts = await Promise.all(
      prompts.map(() => Array.fromAsync(streamText(pretrained, 'the', { maximumNewTokens: 11, queue }))),
    );
    for (const part of parts) expect(part.map(({ text }) => text).join('')).toBe(whole.text);
    const other = new GenerationQueue(new Llama(readLlamaConfig(config)));
    await expect(streamText(pretrained, 'the', { queue: other }).next()).rejects.toThrow(/another model/);
  });

  it('ends before a stop string and at the end token, and takes what the makers say', async () => {
    const { text } = await generateText(pretrained, 'the', { maximumNewTokens: 30 });
    const stop = Array.from(text).slice(9, 11).join('');
    const cut = await generateText(pretrained, 'the', { maximumNewTokens: 30, stop: [stop] });
    expect(cut.text).toBe(text.slice(0, text.indexOf(stop)));
    expect(cut.finishReason).toBe('stop');
    const { ids } = await generateText(pretrained, 'the', { maximumNewTokens: 6 });
    const told = new HfConfig({ eos_token_id: [ids[3]], suppress_tokens: [] });
    const ended = await generateText({ ...pretrained, generationConfig: told }, 'the', {
      maximumNewTokens: 20,
    });
    expect(ended.ids).toEqual(ids.slice(0, ids.indexOf(ids[3] ?? 0) + 1));
    expect(ended.finishReason).toBe('end');
    const without = new HfConfig({ suppress_tokens: [ids[0]] });
    const [first] = (await generateText({ ...pretrained, generationConfig: without }, 'the')).ids;
    expect(first).not.toBe(ids[0]);
  });

  it('refuses stop strings that would never end a text, or always', async () => {
    const stopping = (stop: string[]) => generateText(pretrained, 'the', { stop });
    await expect(stopping([''])).rejects.toThrow('stop: each must be a string that is not empty, got ""');
    await expect(stopping(JSON.parse('["a", 7]'))).rejects.toThrow(
      'stop: each must be a string that is not empty, got 7',
    );
    await expect(stopping(JSON.parse('"END"'))).rejects.toThrow('stop must be a list of strings, got "END"');
  });

  it.each([5, null, {}])('%j is no prompt', async (given) => {
    const prompt = JSON.parse(JSON.stringify(given));
    const message = 'streamText: the prompt must be a text or a list of ids, got';
    await expect(generateText(pretrained, prompt)).rejects.toThrow(message);
    await expect(generateText(pretrained, [prompt])).rejects.toThrow(message);
  });

  it('an encoder–decoder answers', async () => {
    const t5 = await loadTask('models/t5', 't5');
    const { text, ids } = await generateText(t5, 'the river', { maximumNewTokens: 5 });
    expect(ids.length).toBeLessThanOrEqual(5);
    expect(t5.tokenizer?.decode(ids)).toBe(text);
  });
});

it('chat goes on behind what the template makes of the conversation', async () => {
  const messages = [
    { role: 'user', content: 'the river' },
    { role: 'assistant', content: ' is wide' },
  ];
  const options = { maximumNewTokens: 6 };
  const answered = await chat(pretrained, messages, options);
  const ids = tokenizer.encode('the river is wide>', { addSpecialTokens: false });
  const parts = await Array.fromAsync(streamText(pretrained, ids, options));
  expect(answered.text).toBe(parts.map(({ text }) => text).join(''));
});
