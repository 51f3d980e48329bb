/**
 * How much memory a transcription takes, minute by minute: the process at its largest, and the tensors of the backend.
 * `node --conditions=@heed/source apps/speech-recognition/scripts/measure-memory.ts MODEL FOLDER MINUTES`: the sounds of a
 * folder one after the other, again and again, come in parts as from a microphone; of the whole nothing is kept but text.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { wasm } from '@heed/backend-wasm';
import { live, use } from '@heed/core';
import { resample, type Sound, toMono, transcribe } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { loadTranscriber } from '../src/transcribe-model.ts';

const [model, folder, minutes = '10'] = process.argv.slice(2);
if (model === undefined || folder === undefined)
  throw new Error('usage: measure-memory.ts MODEL FOLDER MINUTES');
use(await wasm({ threads: 1 }));
using decoder = await loadTranscriber(model, () => {});

async function* parts(): AsyncGenerator<Sound> {
  const names = (await readdir(folder ?? '')).filter((name) => name.endsWith('.wav')).sort();
  let seconds = 0;
  for (let at = 0; seconds < 60 * Number(minutes); at++) {
    const sound = resample(
      toMono(await readSound(join(folder ?? '', names[at % names.length] ?? ''))),
      16_000,
    );
    seconds += (sound.channels[0]?.length ?? 0) / 16_000;
    yield sound;
  }
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const note = (when: string): void => {
  const tensors = Object.values(live()).reduce((sum, { bytes }) => sum + bytes, 0);
  const { rss, external, heapUsed } = process.memoryUsage();
  const largest = process.resourceUsage().maxRSS * 1024;
  console.log(
    `${when}: largest ${megabytes(largest)}, now ${megabytes(rss)}, heap ${megabytes(heapUsed)}, ` +
      `outside it ${megabytes(external)}, tensors ${megabytes(tensors)}`,
  );
};
note('model loaded');
let next = 0;
let text = 0;
const segments = transcribe(decoder, parts(), {
  temperatures: [0],
  onProgress: ({ done }) => {
    if (done < 60 * next) return;
    note(`${(done / 60).toFixed(1)} minutes`);
    next = Math.floor(done / 60) + 1;
  },
});
for await (const segment of segments) text += segment.text.length;
note(`the end, ${text} characters`);
