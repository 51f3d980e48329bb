import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sound, transcribeAll } from '@heed/speech';
import { cache } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { openDecoder } from '../speech/heed.ts';
import { countWords } from './words.ts';

const samplingRate = 16_000;

/** A file of float32 samples, a second at a time. */
async function* piecesOf(path: string): AsyncGenerator<Sound> {
  const file = await open(path);
  try {
    for (;;) {
      const samples = new Float32Array(samplingRate);
      const { bytesRead } = await file.read(samples);
      if (bytesRead === 0) return;
      yield { samplingRate, channels: [samples.subarray(0, bytesRead / 4)] };
    }
  } finally {
    await file.close();
  }
}

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const decoder = await openDecoder('f32');
  const path = join(cache, `sounds/${setting['seconds']}.f32`);
  let heard = '';
  return {
    run: async () => {
      const options = { temperatures: [0], conditionOnPreviousText: false };
      heard = (await transcribeAll(decoder, piecesOf(path), options)).text;
    },
    answer: () => countWords(heard),
  };
};
