import { checkOptions, FormatError, showValue } from '@heed/core';
import { readTokenizerConfig } from '../tokenizer/tokenizer-config.ts';
import { ChatTemplate } from './chat-template.ts';

/** Where chat templates are published; all parts are optional. */
export interface ChatTemplateFiles {
  /**
   * The parsed `tokenizer_config.json`, or the config that {@link ggufTokenizer} makes of a GGUF file: special tokens,
   * and `chat_template`, a text or a list of named ones.
   */
  readonly config?: unknown;
  /** The parsed `special_tokens_map.json`. */
  readonly specialTokensMap?: unknown;
  /** The text of `chat_template.jinja`, which counts before the config's. */
  readonly jinja?: string;
  /** The texts of `additional_chat_templates/NAME.jinja`, by name. */
  readonly additional?: Readonly<Record<string, string>>;
}

/**
 * The chat templates of a model, or undefined if it has none.
 *
 * @throws {FormatError} for a template that is no Jinja, or a list that is none of templates.
 *
 * @example
 * ```ts
 * import { readChatTemplate } from '@heed/transformer';
 * const config = { bos_token: '<s>', chat_template: '{{ bos_token }}{{ messages[0].content }}' };
 * console.log(readChatTemplate({ config })?.apply([{ role: 'user', content: 'Hi' }])); // <s>Hi
 * ```
 */
export function readChatTemplate(files: ChatTemplateFiles): ChatTemplate | undefined {
  checkOptions('readChatTemplate', files, ['config', 'specialTokensMap', 'jinja', 'additional']);
  const { config = {}, specialTokensMap, jinja, additional = {} } = files;
  const { roles } = readTokenizerConfig(config, specialTokensMap);
  const published =
    typeof config === 'object' && config !== null && 'chat_template' in config ? config.chat_template : null;
  const sources = {
    ...readSources(published),
    ...(jinja !== undefined && { default: jinja }),
    ...additional,
  };
  if (Object.keys(sources).length === 0) return undefined;
  return new ChatTemplate(
    sources,
    Object.fromEntries(Array.from(roles, ([role, token]) => [`${role}_token`, token])),
  );
}

function readSources(published: unknown): Record<string, string> {
  if (published === null || published === undefined) return {};
  if (typeof published === 'string') return { default: published };
  const list: unknown[] = Array.isArray(published) ? published : [published];
  return Object.fromEntries(
    list.map((item) => {
      if (typeof item === 'object' && item !== null && 'name' in item && 'template' in item) {
        const { name, template } = item;
        if (typeof name === 'string' && typeof template === 'string') return [name, template];
      }
      throw new FormatError(
        `tokenizer_config.json: chat_template must be a text or a list of { name, template }, found ${showValue(item)}`,
      );
    }),
  );
}
