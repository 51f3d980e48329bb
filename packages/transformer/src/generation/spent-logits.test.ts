import { type Backend, cpu, type TypedArray, to, use } from '@heed/core';
import { createReferenceBackend } from '@heed/core/backend';
import { afterEach, expect, it } from 'vitest';
import { generateAll } from './generate.ts';
import { tinyLlama } from './testing/tiny-models.ts';

let reads = 0;

/** A backend that reads into arrays that are there already, and counts how often. */
function reader(): Backend<TypedArray> {
  const backend = createReferenceBackend();
  return {
    ...backend,
    downloadInto: (buffer, spec, target) => {
      reads += 1;
      target.set(backend.downloadSync?.(buffer, spec) ?? []);
    },
  };
}

afterEach(() => void use(cpu));

const prompts = [[3, 1, 4], [1, 5, 9, 2], [6]];

it.each([
  ['the likeliest tokens, of which no logits are read', { maximumNewTokens: 7 }, false],
  ['log-probabilities', { maximumNewTokens: 7, logProbabilities: 3 }, true],
  ['logits that processors have seen', { maximumNewTokens: 7, topK: 5, seed: 1 }, true],
])('tokens are the same: %s', async (_, options, reuses) => {
  const fresh = await generateAll(tinyLlama(3), prompts, options);
  const backend = reader();
  const model = tinyLlama(3);
  for (const parameter of model.parameters().values()) parameter.replace(to(parameter.value, backend));
  reads = 0;
  use(backend);
  expect(await generateAll(model, prompts, options)).toEqual(fresh);
  expect(reads > 0).toBe(reuses);
});
