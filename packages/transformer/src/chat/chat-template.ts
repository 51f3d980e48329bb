import { checkOptions, FormatError, messageOf, OptionError, showValue } from '@heed/core';
import { Environment, Interpreter, parse, tokenize } from '@huggingface/jinja';
import { ChatTemplateError } from './errors.ts';
import { type ChatMessage, marked, normalizedMessages, upToMark } from './messages.ts';
import { strftime } from './strftime.ts';

/** Options of {@link ChatTemplate.apply}. */
export interface ChatTemplateOptions {
  /** End with the beginning of an answer, so that a model writes one. Default false. */
  readonly addGenerationPrompt?: boolean;
  /** Leave the last message open, so that a model goes on with it. Default false. */
  readonly continueFinalMessage?: boolean;
  /** Functions that the model may call, as JSON schemas. */
  readonly tools?: readonly object[];
  /** Documents to answer from. */
  readonly documents?: readonly object[];
  /** Which of several templates: its name. Default: `tool_use` if there are tools and such a template, else `default`. */
  readonly template?: string;
  /** More that a template reads, such as `enable_thinking` or `date_string`. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The time that `strftime_now` gives. Default: now. */
  readonly now?: Date;
}

const optionNames = [
  'addGenerationPrompt',
  'continueFinalMessage',
  'tools',
  'documents',
  'template',
  'variables',
  'now',
];

/** Jinja forbids longer lists in a sandbox. */
const longestRange = 100_000;

/**
 * Turns a conversation into the text that a model was trained on, by Jinja templates as they are published with it. The
 * text holds its special tokens: encode it with `addSpecialTokens: false`. Templates are programs of strangers: they
 * see the conversation and nothing else.
 *
 * @example
 * ```ts
 * import { ChatTemplate } from '@heed/transformer';
 * const template = new ChatTemplate({
 *   default: "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{{ eos_token }}{% endfor %}",
 * }, { eos_token: '</s>' });
 * console.log(template.apply([{ role: 'user', content: 'Hello' }])); // <|user|>Hello</s>
 * ```
 */
export class ChatTemplate {
  /** The templates by name. */
  readonly sources: Readonly<Record<string, string>>;
  readonly #specialTokens: Readonly<Record<string, string>>;
  readonly #programs: ReadonlyMap<string, Program>;

  /**
   * @param sources Templates by name; a single one is named `default`.
   * @param specialTokens What templates call their special tokens: `{ bos_token: '<s>' }`.
   * @throws {FormatError} for a template that is no Jinja.
   */
  constructor(
    sources: Readonly<Record<string, string>>,
    specialTokens: Readonly<Record<string, string>> = {},
  ) {
    const given: unknown = sources;
    if (typeof given !== 'object' || given === null) {
      throw new OptionError(
        `ChatTemplate: templates by name are needed, such as { default }, got ${showValue(given)}`,
      );
    }
    this.sources = sources;
    this.#specialTokens = specialTokens;
    this.#programs = new Map(Object.entries(sources).map(([name, source]) => [name, compile(name, source)]));
  }

  /**
   * The text of a conversation.
   *
   * @throws {ChatTemplateError} if the template refuses the conversation or fails on it.
   * @throws {OptionError} for options that do not fit.
   */
  apply(messages: readonly ChatMessage[], options: ChatTemplateOptions = {}): string {
    checkOptions('ChatTemplate.apply', options, optionNames);
    const { addGenerationPrompt = false, continueFinalMessage = false, now = new Date() } = options;
    const { tools = null, documents = null, variables = {} } = options;
    if (addGenerationPrompt && continueFinalMessage) {
      throw new OptionError('chat: continueFinalMessage and addGenerationPrompt exclude each other');
    }
    const program = this.#choose(options);
    const turns = normalizedMessages(messages);
    const rendered = render(program, {
      ...globals(now),
      ...this.#specialTokens,
      ...variables,
      messages: continueFinalMessage ? marked(turns) : turns,
      tools,
      documents,
      add_generation_prompt: addGenerationPrompt,
    });
    if (!continueFinalMessage) return rendered;
    const open = upToMark(rendered);
    if (open !== undefined) return open;
    throw new ChatTemplateError(
      'chat template: continueFinalMessage: the last message is not in the rendered text',
    );
  }

  #choose({ template, tools }: ChatTemplateOptions): Program {
    const forTools = tools !== undefined && this.#programs.has('tool_use');
    const name = template ?? (forTools ? 'tool_use' : 'default');
    const program = this.#programs.get(name);
    if (program !== undefined) return program;
    const known = [...this.#programs.keys()].join(', ') || 'none';
    throw new OptionError(`chat: there is no template ${showValue(name)}; there is ${known}`);
  }
}

type Program = ReturnType<typeof parse>;

function compile(name: string, source: string): Program {
  if (typeof source !== 'string') {
    throw new FormatError(`chat template ${showValue(name)} must be a text, got ${showValue(source)}`);
  }
  try {
    // Jinja counts all line ends as one character.
    return parse(tokenize(source.replace(/\r\n?/g, '\n'), { lstrip_blocks: true, trim_blocks: true }));
  } catch (cause) {
    throw new FormatError(`chat template ${showValue(name)}: ${messageOf(cause)}`, { cause });
  }
}

function render(program: Program, variables: Readonly<Record<string, unknown>>): string {
  const environment = new Environment();
  try {
    for (const [name, value] of Object.entries(variables)) refuseJoining(environment.set(name, value));
    return String(new Interpreter(environment).run(program).value);
  } catch (cause) {
    if (cause instanceof ChatTemplateError) throw cause;
    throw new ChatTemplateError(`chat template: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Where a template adds a list to a text, such as the parts of a picture message that it was not written for, Jinja in
 * Python fails; the library would add something like `[object Map]`. So the values that it made of ours refuse to become
 * texts by themselves.
 */
function refuseJoining(made: unknown): void {
  if (typeof made !== 'object' || made === null || !('value' in made)) return;
  const { value } = made;
  if (!Array.isArray(value) && !(value instanceof Map)) return;
  Object.defineProperty(value, 'toString', {
    value: () => {
      throw new ChatTemplateError(
        'chat template: adds a list or an object to a text: it does not take such messages',
      );
    },
  });
  for (const item of value.values()) refuseJoining(item);
}

/** What transformers gives every template. */
function globals(now: Date): Readonly<Record<string, unknown>> {
  return {
    true: true,
    false: false,
    none: null,
    True: true,
    False: false,
    None: null,
    range,
    strftime_now: (format: unknown) => strftime(now, String(format)),
    raise_exception: (message: unknown) => {
      throw new ChatTemplateError(`chat template: ${String(message)}`);
    },
  };
}

function range(...bounds: readonly number[]): number[] {
  const [start = 0, stop = 0, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > longestRange || Number.isNaN(length)) {
    throw new ChatTemplateError(`chat template: range(${bounds.join(', ')}) is longer than ${longestRange}`);
  }
  return Array.from({ length }, (_, index) => start + index * step);
}
