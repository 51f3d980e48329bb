import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { OptionError } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import {
  type SoundSource,
  type TranscribeOptions,
  type Transcript,
  type TranscriptSegment,
  transcribe,
  type WindowDecoder,
  writeJson,
  writeSrt,
  writeText,
  writeTsv,
  writeVtt,
} from '@heed/speech';

/** How a transcript is written. */
const formats: Readonly<Record<string, (transcript: Transcript) => string>> = {
  text: writeText,
  srt: (transcript) => writeSrt(transcript),
  vtt: (transcript) => writeVtt(transcript),
  tsv: writeTsv,
  json: (transcript) => `${writeJson(transcript)}\n`,
};

/** Where results go; the process's standard output, or a collector in tests. */
export interface TranscribeOutput {
  write(text: string): unknown;
}

/** How {@link transcribeFile} hears and writes. */
export interface TranscribeFileOptions extends TranscribeOptions {
  /** `text`, `srt`, `vtt`, `tsv`, `json`. */
  readonly format: string;
  /** Where a file is written, in place of the output. */
  readonly folder?: string;
  readonly output: TranscribeOutput;
  readonly log: (line: string) => void;
}

/**
 * Writes down one sound; text appears line by line as it is known, other formats when it is whole.
 *
 * @throws {OptionError} for an unknown format.
 */
export async function transcribeFile(
  decoder: WindowDecoder,
  path: string,
  sound: SoundSource,
  { format, folder, output, log, ...options }: TranscribeFileOptions,
): Promise<Transcript> {
  const write = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (write === undefined) {
    throw new OptionError(`--format must be ${Object.keys(formats).join(', ')}, got ${format}`);
  }
  const live = format === 'text' && folder === undefined;
  const began = performance.now();
  const segments: TranscriptSegment[] = [];
  const running = transcribe(decoder, sound, {
    ...options,
    onProgress: ({ done, total }) => {
      const speed = done / ((performance.now() - began) / 1000);
      const of = total === undefined ? '' : `/${total.toFixed(0)}`;
      log(`update ${basename(path)}: ${done.toFixed(0)}${of} s, ${speed.toFixed(1)} s a second`);
    },
  });
  let next = await running.next();
  for (; !next.done; next = await running.next()) {
    segments.push(next.value);
    if (live) output.write(`${next.value.text.trim()}\n`);
  }
  const transcript = { text: segments.map(({ text }) => text).join(''), segments, ...next.value };
  if (folder !== undefined) {
    const name = `${basename(path).replace(/\.\w+$/, '')}.${format === 'text' ? 'txt' : format}`;
    await mkdir(folder, { recursive: true });
    await writeFileAtomically(join(folder, name), new TextEncoder().encode(write(transcript)));
    log(`written: ${join(folder, name)}`);
  } else if (!live) {
    output.write(write(transcript));
  }
  return transcript;
}
