import { type Backend, cpu, type TypedArray, to, use } from '@heed/core';
import { createReferenceBackend } from '@heed/core/backend';
import { afterEach, expect, it } from 'vitest';
import { type GenerateOptions, generateAll } from './generate.ts';
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

it.each<[string, GenerateOptions, boolean, number?]>([
  ['the likeliest tokens', {}, false],
  ['log-probabilities', { logProbabilities: 3 }, true],
  ['drawn of a few', { topK: 5, seed: 1 }, false],
  ['drawn of the likely among many', { topK: 0, minP: 0.1, temperature: 0.001, seed: 1 }, false, 1009],
  [
    'drawn of those among many that hold a half',
    { topK: 0, topP: 0.5, temperature: 0.001, seed: 1 },
    false,
    1009,
  ],
  ['drawn of all', { topK: 0, seed: 1 }, true],
  ['drawn of a few, behind a penalty', { topK: 5, repetitionPenalty: 2, seed: 1 }, false, 1009],
  ['the likeliest that are not banned', { suppressedIds: [5, 7], noRepeatNgram: 1 }, false, 1009],
  ['the likeliest, with a forced end', { forcedLastId: 2, forcedFirstId: 3 }, true, 1009],
  ['encouraged to repeat', { repetitionPenalty: 0.5 }, true],
  ['behind a processor of one’s own', { processors: [(logits) => logits] }, true],
])(
  'tokens are the same, and whole rows are only read where they are asked for: %s',
  async (_, asked, reuses, ids) => {
    const options = { maximumNewTokens: 7, ...asked };
    const fresh = await generateAll(tinyLlama(3, 2, ids), prompts, {
      ...options,
      processors: [(logits) => logits],
    });
    const backend = reader();
    const model = tinyLlama(3, 2, ids);
    for (const parameter of model.parameters().values()) parameter.replace(to(parameter.value, backend));
    reads = 0;
    use(backend);
    expect(await generateAll(model, prompts, options)).toEqual(fresh);
    expect(reads > 0).toBe(reuses);
  },
);
