/**
 * Writes the sounds of `samples/`: recordings of speakers that the recogniser never heard, and one row of digits.
 * `node --conditions=@heed/source apps/speech-recognition/scripts/write-samples.ts DATA`, with what `prepare` wrote.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeWav } from '@heed/speech';
import { concatenated } from '../src/examples.ts';
import { digitNames } from '../src/prepare.ts';
import { type Recording, telephoneRate } from '../src/recordings.ts';
import { readSplit } from '../src/split.ts';

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: write-samples.ts DATA');
const { heldDigits, heldPrompts } = await readSplit(data, ['george', 'theo']);
const folder = join(import.meta.dirname, '..', 'samples');
await mkdir(folder, { recursive: true });

const silence = new Float32Array(0.2 * telephoneRate);
const write = async (name: string, recordings: readonly Recording[]): Promise<void> => {
  const parts = recordings.flatMap(({ samples }) => [silence, samples]);
  const sound = { samplingRate: telephoneRate, channels: [concatenated([...parts, silence])] };
  await writeFile(join(folder, `${name}.wav`), encodeWav(sound));
};
const said = (speaker: string, digit: number): Recording[] => {
  const found = heldDigits.find((one) => one.speaker === speaker && one.text === digitNames[digit]);
  return found === undefined ? [] : [found];
};

for (const [speaker, digit] of [
  ['george', 6],
  ['george', 9],
  ['theo', 2],
  ['theo', 7],
] as const) {
  await write(`${digitNames[digit]}-${speaker}`, said(speaker, digit));
}
await write(
  'three-one-four-one-five-nine-theo',
  [3, 1, 4, 1, 5, 9].flatMap((digit) => said('theo', digit)),
);
await write('prompt', heldPrompts.filter(({ text }) => text.length < 40).slice(0, 1));
