import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from '../../harness/places.ts';

/** Ids that must agree; the recording ends within a sentence, and what closes it is a toss-up. */
export const compared = 60;

/** Samples at 16 kHz of a recording that `peers/export/whisper-tiny-en.py` strings together. */
export function readSound(name: string | number): Float32Array<ArrayBuffer> {
  const bytes = readFileSync(join(cache, `sounds/${name}.f32`));
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
