import { FormatError, showValue } from '@heed/core';
import { HfConfig } from '../models/hf-config.ts';
import { type AddedTokenJson, checkAddedToken, type TokenizerJson } from './tokenizer-json.ts';
import type { Side } from './truncation.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A special token and its id. */
export interface SpecialToken {
  readonly token: string;
  readonly id: number;
}

/** What a special token is for: begin and end of a text, unknown, separator, padding, class, mask. */
export type SpecialTokenRole = (typeof roles)[number];

const roles = ['bos', 'eos', 'unk', 'sep', 'pad', 'cls', 'mask'] as const;

/** Where no limit is known, published files say this. */
const unlimited = 1e30;

/** What a `tokenizer_config.json` and a `special_tokens_map.json` say beside the `tokenizer.json`. */
export interface TokenizerSettings {
  /** Tokens by what they are for. */
  readonly roles: ReadonlyMap<SpecialTokenRole, string>;
  /** Tokens that the config lists with their ids. */
  readonly addedTokens: readonly AddedTokenJson[];
  /** All tokens that count as special, beside those that `tokenizer.json` marks. */
  readonly specialTokens: ReadonlySet<string>;
  readonly maximumLength: number | undefined;
  readonly paddingSide: Side;
  readonly truncationSide: Side;
  readonly cleanUpSpaces: boolean;
}

/**
 * Reads a `tokenizer_config.json` and a `special_tokens_map.json`, both as parsed and both optional; where they differ
 * the first counts.
 *
 * @throws {FormatError} that names the field at fault.
 */
export function readTokenizerConfig(configJson: unknown = {}, mapJson: unknown = {}): TokenizerSettings {
  const config = new HfConfig(configJson, 'tokenizer_config.json');
  const map = new HfConfig(mapJson, 'special_tokens_map.json');
  const found = new Map(
    roles.flatMap((role) => {
      const field = `${role}_token`;
      const token = readToken(config, field) ?? readToken(map, field);
      return token === undefined ? [] : [[role, token] as const];
    }),
  );
  const lists = [config, map].flatMap((source) =>
    ['additional_special_tokens', 'extra_special_tokens'].flatMap((field) => readTokens(source, field)),
  );
  const maximumLength = config.number('model_max_length', unlimited);
  return {
    roles: found,
    addedTokens: readAddedTokens(config),
    specialTokens: new Set([...found.values(), ...lists]),
    maximumLength: maximumLength < 2 ** 31 ? maximumLength : undefined,
    paddingSide: readSide(config, 'padding_side'),
    truncationSide: readSide(config, 'truncation_side'),
    cleanUpSpaces: config.flag('clean_up_tokenization_spaces', false),
  };
}

/** A token, or an object that holds it. */
function readToken(config: HfConfig, field: string): string | undefined {
  if (!config.has(field)) return undefined;
  return tokenText(config.toJSON()[field], () => config.unsupported(field, 'a token'));
}

/** A list of tokens, or an object whose values are tokens. */
function readTokens(config: HfConfig, field: string): string[] {
  if (!config.has(field)) return [];
  const value = config.toJSON()[field];
  const list: unknown[] = Array.isArray(value) ? value : Object.values(new HfConfig(value, field).toJSON());
  return list.map((item) => tokenText(item, () => config.unsupported(field, 'a list of tokens')));
}

function tokenText(value: unknown, error: () => FormatError): string {
  if (typeof value === 'string') return value;
  if (
    typeof value === 'object' &&
    value !== null &&
    'content' in value &&
    typeof value.content === 'string'
  ) {
    return value.content;
  }
  throw error();
}

function readAddedTokens(config: HfConfig): AddedTokenJson[] {
  const tokens = config.nested('added_tokens_decoder');
  return Object.entries(tokens?.toJSON() ?? {}).map(([id, token]) => {
    const whole = typeof token === 'object' && token !== null ? { ...token, id: Number(id) } : token;
    return checkAddedToken(whole, (seen) => {
      throw new FormatError(
        `tokenizer_config.json: added_tokens_decoder: ${showValue(id)} must be an id of a token, got ${showValue(seen)}`,
      );
    });
  });
}

function readSide(config: HfConfig, field: string): Side {
  const side = config.text(field, 'right');
  if (side !== 'left' && side !== 'right') throw config.unsupported(field, 'left or right');
  return side;
}

/** The added tokens of a `tokenizer.json` and of its config; those that the config calls special are. */
export function allAddedTokens(json: TokenizerJson, settings: TokenizerSettings): AddedTokenJson[] {
  const known = new Set(json.added_tokens.map(({ content }) => content));
  const more = settings.addedTokens.filter(({ content }) => !known.has(content));
  return [...json.added_tokens, ...more].map((token) =>
    settings.specialTokens.has(token.content) ? { ...token, special: true } : token,
  );
}

/** What encoders call their special tokens, where no file says so: the defaults of their classes in transformers. */
const usualNames: Readonly<Partial<Record<SpecialTokenRole, readonly string[]>>> = {
  unk: ['[UNK]', '<unk>'],
  sep: ['[SEP]', '</s>'],
  pad: ['[PAD]', '<pad>'],
  cls: ['[CLS]', '<s>'],
  mask: ['[MASK]', '<mask>'],
};

/**
 * Special tokens by what they are for, those that are in the vocabulary: as the config says, and for vocabularies with a
 * mask, which tells an encoder, under their usual names.
 */
export function findRoles(
  settings: TokenizerSettings,
  vocabulary: Vocabulary,
): ReadonlyMap<SpecialTokenRole, SpecialToken> {
  const usual = (role: SpecialTokenRole): string | undefined =>
    usualNames[role]?.find((token) => vocabulary.specialTokens.has(token));
  const isEncoder = usual('mask') !== undefined;
  return new Map(
    roles.flatMap((role) => {
      const token = settings.roles.get(role) ?? (isEncoder ? usual(role) : undefined);
      const id = token === undefined ? undefined : vocabulary.idOf(token);
      return token === undefined || id === undefined ? [] : [[role, { token, id }] as const];
    }),
  );
}
