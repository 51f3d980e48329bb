import { readdirSync, readFileSync } from 'node:fs';
import { FormatError, OptionError } from '@heed/core';
import { describe, expect, test } from 'vitest';
import { ChatTemplate } from './chat-template.ts';
import { ChatTemplateError } from './errors.ts';
import type { ChatMessage } from './messages.ts';
import { readChatTemplate } from './read-chat-template.ts';

const fixtures = new URL('../../../../fixtures/chat/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, fixtures), 'utf8');
const cases: {
  readonly conversations: Readonly<Record<string, readonly ChatMessage[]>>;
  readonly tools: readonly object[];
  readonly options: readonly {
    readonly add_generation_prompt?: boolean;
    readonly continue_final_message?: boolean;
    readonly tools?: boolean;
    readonly variables?: Readonly<Record<string, unknown>>;
  }[];
  readonly special_tokens: Readonly<Record<string, string>>;
  readonly now: readonly [number, number, number, number, number, number];
} = JSON.parse(read('cases.json'));
const expected: {
  readonly texts: readonly (string | { readonly error: string })[];
  readonly cases: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
} = JSON.parse(read('expected.json'));
const names = readdirSync(new URL('templates/', fixtures)).map((file) => file.replace('.jinja', ''));

/**
 * Where the library is stricter than Jinja: it filters and loops over no value that is missing, and no list as a text.
 * These conversations fail here by name.
 */
const stricter = ['corners: parts', 'gemma: calls', 'llama3: odd', 'llama3: parts'];

const [year, month, ...time] = cases.now;
const now = new Date(year, month - 1, ...time);

describe.each(names)('as apply_chat_template of transformers 5.24: %s', (name) => {
  const template = new ChatTemplate({ default: read(`templates/${name}.jinja`) }, cases.special_tokens);
  const rows = Object.keys(cases.conversations).flatMap((conversation) =>
    cases.options.map((options, index) => ({ conversation, options, index })),
  );
  test.each(rows)('$conversation $options', ({ conversation, options, index }) => {
    const apply = (): string =>
      template.apply(cases.conversations[conversation] ?? [], {
        addGenerationPrompt: options.add_generation_prompt ?? false,
        continueFinalMessage: options.continue_final_message ?? false,
        ...(options.tools && { tools: cases.tools }),
        variables: options.variables ?? {},
        now,
      });
    const wanted = expected.texts[expected.cases[name]?.[conversation]?.[index] ?? -1];
    if (stricter.includes(`${name}: ${conversation}`)) expect(apply).toThrow(ChatTemplateError);
    else if (typeof wanted === 'string') expect(apply()).toBe(wanted);
    else expect(apply).toThrow(wanted?.error);
  });
});

const hello: ChatMessage[] = [{ role: 'user', content: 'Hello' }];

test.each([undefined, null, '{{ messages }}'])('%j is no set of templates', (given) => {
  const run = (): unknown => Reflect.construct(ChatTemplate, [given]);
  expect(run).toThrow(OptionError);
  expect(run).toThrow('ChatTemplate: templates by name are needed, such as { default }, got');
});

describe('where templates come from', () => {
  const named = [
    { name: 'default', template: 'plain' },
    { name: 'tool_use', template: 'tools' },
    { name: 'rag', template: 'documents' },
  ];

  test('a text in the config, with its special tokens', () => {
    const config = {
      bos_token: { content: '<s>' },
      chat_template: '{{ bos_token }}{{ eos_token }}{{ messages[0].content }}',
    };
    expect(readChatTemplate({ config, specialTokensMap: { eos_token: '</s>' } })?.apply(hello)).toBe(
      '<s></s>Hello',
    );
  });

  test('a list of them in the config: tools have one of their own', () => {
    const template = readChatTemplate({ config: { chat_template: named } });
    expect(template?.apply(hello)).toBe('plain');
    expect(template?.apply(hello, { tools: [] })).toBe('tools');
    expect(template?.apply(hello, { template: 'rag' })).toBe('documents');
    expect(() => template?.apply(hello, { template: 'rug' })).toThrow(
      'no template "rug"; there is default, tool_use, rag',
    );
  });

  test('files count before the config', () => {
    const config = { chat_template: 'old' };
    const template = readChatTemplate({ config, jinja: 'new\r\n', additional: { rag: 'documents' } });
    expect(template?.sources).toEqual({ default: 'new\r\n', rag: 'documents' });
    expect(template?.apply(hello)).toBe('new');
  });

  test('a model without any', () => {
    expect(readChatTemplate({})).toBeUndefined();
    expect(readChatTemplate({ config: { chat_template: null } })).toBeUndefined();
  });

  test.each([
    [{ config: { chat_template: [{ name: 'a' }] } }, 'chat_template must be a text or a list'],
    [
      { config: { chat_template: 7 } },
      'chat_template must be a text or a list of { name, template }, found 7',
    ],
    [{ jinja: '{% if %}' }, 'chat template "default":'],
    [{ jinja: '{{ "' }, 'chat template "default":'],
    [{ jinja: '{% for x in y %}' }, 'chat template "default":'],
  ])('%j is refused by name', (files, message) => {
    expect(() => readChatTemplate(files)).toThrow(FormatError);
    expect(() => readChatTemplate(files)).toThrow(message);
  });
});

describe('conversations and options', () => {
  const echo = new ChatTemplate({ default: '{% for m in messages %}[{{ m.content }}]{% endfor %}' });

  test('a last message left open', () => {
    const turns = [...hello, { role: 'assistant', content: 'Well, ' }];
    expect(echo.apply(turns, { continueFinalMessage: true })).toBe('[Hello][Well, ');
    const trimming = new ChatTemplate({ default: '{{ messages[-1].content | trim }}.' });
    expect(trimming.apply(turns, { continueFinalMessage: true })).toBe('Well,');
    const losing = new ChatTemplate({ default: 'nothing' });
    expect(() => losing.apply(turns, { continueFinalMessage: true })).toThrow('the last message is not in');
    expect(() => echo.apply([{ role: 'user' }], { continueFinalMessage: true })).toThrow(
      'needs a last message',
    );
  });

  test('the conversation is left as it was', () => {
    const turns = Object.freeze([Object.freeze({ role: 'user', content: 'Hi', name: null })]);
    expect(echo.apply(turns, { continueFinalMessage: true })).toBe('[Hi');
    expect(turns).toEqual([{ role: 'user', content: 'Hi', name: null }]);
  });

  test.each<[unknown, object, string]>([
    [[], {}, 'the conversation is empty'],
    ['Hello', {}, 'messages must be a list, got "Hello"'],
    [['Hello'], {}, 'message 0 must be an object with a role, got "Hello"'],
    [hello, { addGenerationPrompt: true, continueFinalMessage: true }, 'exclude each other'],
    [hello, { add_generation_prompt: true }, 'unknown option add_generation_prompt'],
  ])('%j with %j is refused by name', (messages, options, message) => {
    const apply = (): string => Reflect.apply(echo.apply, echo, [messages, options]);
    expect(apply).toThrow(OptionError);
    expect(apply).toThrow(message);
  });

  test('a template may refuse a conversation in its own words', () => {
    const template = new ChatTemplate({ default: "{{ raise_exception('only one turn') }}" });
    expect(() => template.apply(hello)).toThrow(ChatTemplateError);
    expect(() => template.apply(hello)).toThrow('chat template: only one turn');
  });

  test('a list is no text', () => {
    const parts = [{ role: 'user', content: [{ type: 'image' }] }];
    const template = new ChatTemplate({ default: "{{ 'said: ' + messages[0].content }}" });
    expect(() => template.apply(parts)).toThrow('adds a list or an object to a text');
  });

  test('a hostile template cannot ask for an endless list, nor see what is ours', () => {
    expect(() => new ChatTemplate({ default: '{{ range(1000000000) | length }}' }).apply(hello)).toThrow(
      'range(1000000000) is longer than 100000',
    );
    const curious = new ChatTemplate({
      default: '{{ messages.constructor }}{{ messages[0].__proto__ }}{{ process }}',
    });
    expect(curious.apply(hello)).toBe('');
  });

  // The one known difference in what is printed: `{{ x is defined }}` by itself, which no template at hand does.
  test('a truth value printed by itself is in small letters', () => {
    expect(new ChatTemplate({ default: '{{ true }}' }).apply(hello)).toBe('true');
  });
});
