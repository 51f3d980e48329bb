import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './places.mjs';

/** Samples at 16 kHz of a recording that export/whisper-tiny-en.py strings together. */
export function readSound(name) {
  return new Float32Array(Uint8Array.from(readFileSync(join(cache, `sounds/${name}.f32`))).buffer);
}

/** Ids that must agree; the recording ends within a sentence, and what closes it is a toss-up. */
export const compared = 60;
