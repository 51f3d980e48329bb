import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { resample } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { expect, it } from 'vitest';
import { builtInCheckpoint, loadCheckpoint } from './checkpoint.ts';
import { digitNames } from './prepare.ts';
import { recognise } from './recognise.ts';

const samples = join(import.meta.dirname, '..', 'samples');

it('the recogniser that comes along hears the samples of speakers it does not know', async () => {
  use(await wasm({ threads: 1 }));
  const recognizer = await loadCheckpoint(builtInCheckpoint);
  const digits = (await readdir(samples)).filter((name) => /-(george|theo)\.wav$/.test(name));
  expect(digits).toHaveLength(5);
  for (const name of digits) {
    const said = name.replace(/-\w+\.wav$/, '').replaceAll('-', ' ');
    const sound = await readSound(join(samples, name));
    for (const given of [sound, resample(sound, 44_100)]) {
      const { text, words } = recognise(recognizer, given);
      expect(text).toBe(said);
      expect(recognise(recognizer, given, digitNames).text).toBe(said);
      for (const [at, { start, end }] of words.entries()) {
        expect(start).toBeGreaterThan(words[at - 1]?.end ?? 0.1);
        expect(end).toBeGreaterThan(start);
      }
    }
  }
});
