import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '@heed/core';
import { resample, toMono } from '@heed/speech';
import { readSound } from '@heed/speech/node';
import { type Recording, telephoneRate, writeRecordings } from './recordings.ts';
import { plainWords } from './transcribe-evaluate.ts';

/** What the digits are called. */
export const digitNames = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
] as const;

/** Options of {@link prepare}. */
export interface PrepareOptions {
  /** Folder of the spoken digits, `DIGIT_SPEAKER_NUMBER.wav`. */
  readonly digits: string;
  /** Folder of other recordings with `transcripts.tsv`, whose columns `file` and `text` say what is said. */
  readonly prompts?: string;
  /** Folder that is written: `digits.safetensors`, `prompts.safetensors`. */
  readonly data: string;
  readonly log: (line: string) => void;
}

/** The speaker of the prompts. */
export const promptSpeaker = 'prompts';

/**
 * Reads recordings, brings them to the rate of the telephone and full height, and writes them in one file each.
 *
 * @throws {FormatError} for a folder without recordings, and for a recording that is none.
 */
export async function prepare({ digits, prompts, data, log }: PrepareOptions): Promise<void> {
  await mkdir(data, { recursive: true });
  const spoken: Recording[] = [];
  for (const name of (await readdir(digits)).sort()) {
    const [, digit = '', speaker = ''] = /^(\d)_([a-z]+)_\d+\.wav$/.exec(name) ?? [];
    const text = digitNames[Number(digit)];
    if (speaker === '' || text === undefined) continue;
    spoken.push({ speaker, text, samples: await samplesOf(join(digits, name)) });
    log(`update ${spoken.length} recordings of digits`);
  }
  if (spoken.length === 0)
    throw new FormatError(`${digits} holds no recording named DIGIT_SPEAKER_NUMBER.wav`);
  await writeRecordings(join(data, 'digits.safetensors'), spoken);
  const said = prompts === undefined ? [] : await readPrompts(prompts);
  await writeRecordings(join(data, 'prompts.safetensors'), said);
  log(`\n${spoken.length} recordings of digits, ${said.length} prompts`);
}

async function readPrompts(folder: string): Promise<Recording[]> {
  const recordings: Recording[] = [];
  const [header = '', ...lines] = (await readFile(join(folder, 'transcripts.tsv'), 'utf8'))
    .trimEnd()
    .split('\n');
  const names = header.split('\t');
  const [file, text] = [names.indexOf('file'), names.indexOf('text')];
  if (file < 0 || text < 0)
    throw new FormatError(`${folder}: transcripts.tsv needs the columns file and text`);
  for (const line of lines) {
    const cells = line.split('\t');
    const path = cells[file] ?? '';
    const words = spelledDigits(plainWords(cells[text] ?? ''));
    // What a character stands for in speech, such as “*”, is not written; other voices are for other uses.
    if (!path.startsWith('asterisk/') || !/^[a-z' ]+$/.test(words) || /[*#]/.test(cells[text] ?? ''))
      continue;
    recordings.push({ speaker: promptSpeaker, text: words, samples: await samplesOf(join(folder, path)) });
  }
  return recordings;
}

/** Single digits as words; other numbers are left, and so are their recordings left out. */
function spelledDigits(text: string): string {
  return text.replaceAll(/\b\d\b/g, (digit) => digitNames[Number(digit)] ?? digit);
}

async function samplesOf(path: string): Promise<Float32Array> {
  const { channels } = resample(toMono(await readSound(path)), telephoneRate);
  const samples = channels[0] ?? new Float32Array(0);
  const most = samples.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 1e-6);
  return samples.map((sample) => (0.5 * sample) / most);
}
