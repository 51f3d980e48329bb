import { readFileSync } from 'node:fs';
import { OptionError } from '@heed/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton } from './automaton.ts';
import type { Expression } from './expression.ts';
import { jsonSchemaGrammar } from './json-schema-grammar.ts';

/** A schema, and texts that fit it or not as Python's jsonschema finds. */
interface Judged {
  readonly schema: unknown;
  readonly fitting: readonly string[];
  readonly others: readonly string[];
}

const judged: readonly Judged[] = JSON.parse(
  readFileSync(new URL('../../../../../fixtures/generation/schemas.json', import.meta.url), 'utf8'),
);

function acceptor(expression: Expression): (text: string) => boolean {
  const automaton = new Automaton(expression);
  return (text) => automaton.follow(automaton.start, new TextEncoder().encode(text))?.accepts ?? false;
}

describe('as jsonschema judges', () => {
  it.each(judged.map((one) => [JSON.stringify(one.schema), one] as const))(
    '%s',
    (_, { schema, fitting, others }) => {
      const accepts = acceptor(jsonSchemaGrammar(schema));
      for (const text of fitting) expect(accepts(text), text).toBe(true);
      for (const text of others) expect(accepts(text), text).toBe(false);
    },
  );
});

describe('any JSON', () => {
  const accepts = acceptor(jsonSchemaGrammar(true));

  it('is all that JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => accepts(JSON.stringify(value))),
    );
  });

  it('is nothing that JSON.parse refuses', () => {
    const parts = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'a',
      '0',
      '1',
      '-',
      '.',
      'e',
      'true',
      'null',
      ' ',
      '\n',
      '\\u00e9',
      'é',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        if (accepts(text)) JSON.parse(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('nests deeply', () => {
    expect(accepts(`${'[{"a":'.repeat(200)}1${'}]'.repeat(200)}`)).toBe(true);
  });
});

it('keywords of a type without it mean that type', () => {
  const accepts = acceptor(jsonSchemaGrammar({ minimum: 0 }));
  expect([accepts('0.5'), accepts('-1'), accepts('"a"')]).toEqual([true, false, false]);
});

describe('refused, with its place', () => {
  it.each<[string, unknown]>([
    ['JSON schema #: must be an object or true', 5],
    ['must be an object or true', false],
    ['JSON schema #: uniqueItems is not supported', { uniqueItems: true }],
    ['JSON schema #/properties/a: multipleOf is', { properties: { a: { multipleOf: 2 } } }],
    ['JSON schema #/items: not is', { items: { not: {} } }],
    ['type must be null, boolean', { type: 'text' }],
    ['$ref other.json, outside', { $ref: 'other.json' }],
    ['$ref #/$defs/a leads nowhere', { $ref: '#/$defs/a' }],
    ['$ref #/% leads nowhere', { $ref: '#/%' }],
    ['$ref #/__proto__ leads nowhere', { $ref: '#/__proto__' }],
    ['enum must be a list of values', { enum: [] }],
    ['no value of enum has the type', { enum: [1], type: 'string' }],
    ['minLength beside enum is', { enum: ['a'], minLength: 1 }],
    ['type beside anyOf is', { anyOf: [{}], type: 'string' }],
    ['allOf of more than one is', { allOf: [{}, {}] }],
    ['pattern, format and a length together are', { type: 'string', pattern: 'a', minLength: 1 }],
    ['format colour (known: date', { type: 'string', format: 'colour' }],
    ['is no regular expression', { type: 'string', pattern: '(' }],
    ['not supported', { type: 'string', pattern: '(?=a)b' }],
    ['maximum of a number is', { type: 'number', maximum: 3 }],
    ['a minimum of a number other than 0 is', { type: 'number', minimum: 1 }],
    ['no whole number from 5 to 4', { type: 'integer', minimum: 5, maximum: 4 }],
    ['the bound 10000000000000000 is', { type: 'integer', minimum: 1e16 }],
    ['minimum must be a number', { type: 'integer', minimum: '5' }],
    ['maxItems must be at least 3', { type: 'array', minItems: 3, maxItems: 2 }],
    ['whole numbers from 0', { type: 'string', minLength: -1 }],
    ['required b is not in properties', { type: 'object', properties: { a: {} }, required: ['b'] }],
    ['required must be a list of names', { type: 'object', required: 'a' }],
    ['string keywords without that type', { type: 'integer', minLength: 1 }],
    ['string and number keywords', { minLength: 1, minimum: 1 }],
  ])('%s', (message, schema) => {
    expect(() => jsonSchemaGrammar(schema)).toThrow(OptionError);
    expect(() => jsonSchemaGrammar(schema)).toThrow(message);
  });
});
