/** The types of JSON schema. */
export const types: readonly string[] = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** Keywords that say something about values, and the type that they belong to. */
export const keywords: ReadonlyMap<string, string> = new Map([
  ...['type', '$ref', 'enum', 'const', 'anyOf', 'oneOf', 'allOf'].map((word) => [word, ''] as const),
  ...['minLength', 'maxLength', 'pattern', 'format'].map((word) => [word, 'string'] as const),
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((word) => [word, 'number'] as const),
  ...['items', 'prefixItems', 'minItems', 'maxItems'].map((word) => [word, 'array'] as const),
  ...['properties', 'required', 'additionalProperties'].map((word) => [word, 'object'] as const),
]);

/** Keywords that say something to people, or hold what others refer to. */
export const remarks: readonly string[] = [
  ...['$schema', '$id', '$anchor', '$comment', '$defs', 'definitions', 'title', 'description', 'default'],
  ...['examples', 'deprecated', 'readOnly', 'writeOnly'],
];
