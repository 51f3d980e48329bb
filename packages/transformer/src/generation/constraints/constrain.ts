import { checkKind, checkOptions, OptionError } from '@heed/core';
import { checkIds } from '../check-numbers.ts';
import type { LogitsProcessor } from '../processors/index.ts';
import { Automaton, type State } from './automaton.ts';
import type { Expression } from './expression.ts';
import { jsonSchemaGrammar } from './json-schema-grammar.ts';
import { regexGrammar } from './regex-grammar.ts';
import { type TokenBytes, trieOf } from './token-trie.ts';

/** What a constraint must know of the tokens. */
export interface ConstraintTokens {
  /** The bytes of each token by id, as `tokenBytes` gives them; undefined for what is no text. */
  readonly tokens: TokenBytes;
  /** Ids that end the text: allowed where the text is whole, and only there. */
  readonly endIds: readonly number[];
}

/**
 * A processor after which the answer is a text that matches a regular expression as a whole (Willard and Louf 2023).
 * It is a function of the ids alone, so that beams and drafts may use it too.
 *
 * Supported is what is regular: classes, groups, `|` and counts. Looking around, back references, word borders and the
 * flags `i`, `m` and `y` are refused.
 *
 * @throws {OptionError} for what is not supported, and without end tokens.
 *
 * @example
 * ```ts
 * import { regexProcessor } from '@heed/transformer';
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * const tokens = [undefined, bytes('a'), bytes('ab'), bytes('b')];
 * const process = regexProcessor(/ab+/, { tokens, endIds: [0] });
 * const context = { ids: [1], promptLength: 0, step: 1, limit: 20 };
 * console.log(process(Float32Array.of(1, 2, 3, 4), context)); // -Infinity, -Infinity, -Infinity, 4
 * ```
 */
export function regexProcessor(pattern: RegExp, tokens: ConstraintTokens): LogitsProcessor {
  checkKind('regexProcessor: pattern', pattern, 'a RegExp');
  return constrain('regexProcessor', regexGrammar(pattern), tokens);
}

/**
 * A processor after which the answer is JSON that fits a schema: on one line, with at most one space behind commas and
 * colons, members in the order of the schema, and none that it does not name. `oneOf` is read as `anyOf`. It is a
 * function of the ids alone, so that beams and drafts may use it too. The limit of tokens may still cut a text off.
 *
 * Supported are types, `enum`, `const`, `properties`, `required`, `additionalProperties` (where there are no
 * `properties`), `items`, `prefixItems`, `minItems`, `maxItems`, `minLength`, `maxLength`, `pattern`, some formats, bounds
 * of integers, `anyOf`, `oneOf`, and `$ref` within the schema, also recursive. Other keywords are refused, with their
 * place. `true` as a schema is any JSON.
 *
 * @throws {OptionError} for what is not supported, and without end tokens.
 *
 * @example
 * ```ts
 * import { jsonSchemaProcessor } from '@heed/transformer';
 * const bytes = (text: string) => new TextEncoder().encode(text);
 * const tokens = [undefined, bytes('{"age":'), bytes('4'), bytes('2'), bytes('}'), bytes('x')];
 * const schema = { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] };
 * const process = jsonSchemaProcessor(schema, { tokens, endIds: [0] });
 * const context = { ids: [1, 2], promptLength: 0, step: 2, limit: 20 };
 * console.log(process(new Float32Array(6), context)); // 0 for 4, 2 and }, else -Infinity
 * ```
 */
export function jsonSchemaProcessor(schema: unknown, tokens: ConstraintTokens): LogitsProcessor {
  return constrain('jsonSchemaProcessor', jsonSchemaGrammar(schema), tokens);
}

const keptMasks = 64;

/** Allows what keeps the answer on the way to a text of the grammar, and the end only where it is one. */
function constrain(name: string, expression: Expression, options: ConstraintTokens): LogitsProcessor {
  checkOptions(name, options, ['tokens', 'endIds']);
  const { tokens, endIds } = options;
  checkIds('endIds', endIds);
  if (endIds.length === 0) throw new OptionError(`${name}: needs endIds, without which no text could end`);
  const automaton = new Automaton(expression);
  const masks = new Map<State, Uint8Array>();
  const maskOf = (state: State): Uint8Array => {
    const known = masks.get(state);
    if (known !== undefined) return known;
    const mask = trieOf(tokens).allowed(automaton, state);
    const [oldest] = masks.keys();
    if (oldest !== undefined && masks.size >= keptMasks) masks.delete(oldest);
    for (const id of endIds) mask[id] = state.accepts ? 1 : 0;
    masks.set(state, mask);
    return mask;
  };
  return (logits, { ids, promptLength }) => {
    let state: State | undefined = automaton.start;
    // Walked anew each time, over states that are known: so it holds for any ids, whatever was asked before.
    for (const id of ids.slice(promptLength)) state = state && automaton.follow(state, tokens[id] ?? [-1]);
    if (state === undefined) return logits.fill(Number.NEGATIVE_INFINITY);
    const mask = maskOf(state);
    for (let id = 0; id < logits.length; id++) if (mask[id] !== 1) logits[id] = Number.NEGATIVE_INFINITY;
    return logits;
  };
}
