import { OptionError } from '@heed/core';
import { characters, choice, type Expression, literal, rule } from './expression.ts';
import { integerRange } from './integer-range.ts';
import {
  jsonBoolean,
  jsonCharacter,
  jsonList,
  jsonMap,
  jsonNull,
  jsonNumber,
  jsonObject,
  jsonPositiveNumber,
  jsonString,
  jsonValue,
  quoted,
} from './json-text.ts';
import { regexGrammar } from './regex-grammar.ts';
import { checkKeywords, SchemaNode } from './schema-node.ts';
import { stringFormats } from './string-formats.ts';

/**
 * A JSON schema as a grammar of the texts that fit it: on one line, with at most one space behind commas and colons,
 * members in the order of the schema. What the schema does not name is not generated: `additionalProperties` counts
 * only where there are no `properties`. `oneOf` is read as `anyOf`.
 *
 * @throws {OptionError} for a keyword that is not supported, with its place, so that nothing is ignored.
 */
export function jsonSchemaGrammar(schema: unknown): Expression {
  const rules = new Map<string, Expression>();
  const at = (node: SchemaNode): Expression => {
    const known = rules.get(node.place);
    if (known !== undefined) return known;
    const made = rule(() => grammarOf(node, at));
    rules.set(node.place, made);
    // Made at once, so that what is not supported is refused before anything is generated.
    made.expand();
    return made;
  };
  return at(new SchemaNode(schema));
}

type Inner = (node: SchemaNode) => Expression;

function grammarOf(node: SchemaNode, inner: Inner): Expression {
  if (node.value === true) return jsonValue;
  checkKeywords(node);
  const reference = node.reference();
  if (reference !== undefined) return inner(reference);
  const constant = node.constants();
  if (constant !== undefined) return choice(...constant.map((value) => literal(JSON.stringify(value))));
  const alternatives = node.alternatives();
  if (alternatives !== undefined) return choice(...alternatives.map(inner));
  const types = node.types();
  return types.length === 0 ? jsonValue : choice(...types.map((type) => ofType(type, node, inner)));
}

function ofType(type: string, node: SchemaNode, inner: Inner): Expression {
  switch (type) {
    case 'null':
      return jsonNull;
    case 'boolean':
      return jsonBoolean;
    case 'integer':
      return integerRange(...node.integerBounds());
    case 'number':
      return node.isNotNegative() ? jsonPositiveNumber : jsonNumber;
    case 'string':
      return stringOf(node);
    case 'array': {
      const [least, most] = node.counts('minItems', 'maxItems');
      return jsonList(node.list('prefixItems').map(inner), node.items(inner, jsonValue), least, most);
    }
    default:
      return objectOf(node, inner);
  }
}

function stringOf(node: SchemaNode): Expression {
  const pattern = node.text('pattern');
  const format = node.text('format');
  const [least, most] = node.counts('minLength', 'maxLength');
  const limited = node.has('minLength') || node.has('maxLength');
  if ([pattern !== undefined, format !== undefined, limited].filter(Boolean).length > 1) {
    throw node.refused('pattern, format and a length together are');
  }
  if (pattern !== undefined) {
    return quoted(regexGrammar(node.regex(pattern), { character: jsonCharacter, somewhere: true }));
  }
  if (format === undefined) return jsonString(least, most);
  const known = stringFormats[format];
  if (known === undefined)
    throw node.refused(`format ${format} (known: ${Object.keys(stringFormats).join(', ')}) is`);
  return quoted(regexGrammar(known, { character: characters }));
}

function objectOf(node: SchemaNode, inner: Inner): Expression {
  const properties = node.properties();
  const required = node.required();
  const missing = required.find((name) => !properties.some(([key]) => key === name));
  if (missing !== undefined) throw new OptionError(`${node.place}: required ${missing} is not in properties`);
  if (properties.length > 0) {
    return jsonObject(
      properties.map(([key, value]) => ({
        key: literal(JSON.stringify(key)),
        value: inner(value),
        required: required.includes(key),
      })),
    );
  }
  const others = node.additional();
  return others === undefined ? literal('{}') : jsonMap(jsonString(), inner(others));
}
