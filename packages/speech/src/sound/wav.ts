import { FormatError } from '@heed/core';
import type { Sound } from './sound.ts';
import { decodeSamples, encodings } from './wav-samples.ts';

/** The part of a WAV file that says how its samples are stored. */
interface WavFormat {
  readonly codec: number;
  readonly channels: number;
  readonly samplingRate: number;
  /** Bytes of one sample of every channel. */
  readonly frameBytes: number;
}

interface Chunk {
  readonly id: string;
  readonly start: number;
  /** As the file says; it may be wrong. */
  readonly size: number;
}

/** Codes of formats in a WAV file that are common enough to be called by name when they are refused. */
const codecNames: ReadonlyMap<number, string> = new Map([
  [0x02, 'Microsoft ADPCM'],
  [0x11, 'IMA ADPCM'],
  [0x31, 'GSM 6.10'],
  [0x55, 'MP3'],
  [0x61, 'AAC'],
  [0xff, 'AAC'],
]);
const extensible = 0xff_fe;
/** Writers that do not know the length yet write 0 or a number near 2³¹ or 2³². */
const unknownSize = 0x7f_00_00_00;

/**
 * The samples of a WAV file, part by part: PCM of 8 to 32 bits, float, A-law and µ-law; RIFF and RF64.
 *
 * @param most Samples of each channel in a part.
 */
export function* wavParts(bytes: Uint8Array, most: number): Generator<Sound, void, undefined> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: WavFormat | undefined;
  let wideSize: number | undefined;
  for (const chunk of chunksOf(view)) {
    if (chunk.id === 'ds64' && chunk.start + 16 <= bytes.length) {
      wideSize = Number(view.getBigUint64(chunk.start + 8, true));
    } else if (chunk.id === 'fmt ') {
      format = readFormat(view, chunk);
    } else if (chunk.id === 'data') {
      if (format === undefined)
        throw new FormatError('samples come before the chunk "fmt " that says what they are');
      const size = chunk.size === 0xff_ff_ff_ff && wideSize !== undefined ? wideSize : chunk.size;
      yield* readData(view, format, { ...chunk, size }, most);
      return;
    }
  }
  throw new FormatError(`it has no chunk ${format === undefined ? '"fmt "' : '"data"'}`);
}

/** Chunks follow each other, each from an even place. */
function* chunksOf(view: DataView, from = 12): Generator<Chunk> {
  for (let at = from; at + 8 <= view.byteLength; ) {
    const id = String.fromCharCode(...Array.from({ length: 4 }, (_, place) => view.getUint8(at + place)));
    const size = view.getUint32(at + 4, true);
    yield { id, start: at + 8, size };
    at += 8 + size + (size % 2);
  }
}

function readFormat(view: DataView, { start, size }: Chunk): WavFormat {
  if (size < 16 || start + size > view.byteLength) {
    throw new FormatError(
      `its chunk "fmt " must have 16 bytes or more, got ${Math.min(size, view.byteLength - start)}`,
    );
  }
  const tag = view.getUint16(start, true);
  if (tag === extensible && size < 26)
    throw new FormatError('its extensible format lacks the code of its samples');
  const codec = tag === extensible ? view.getUint16(start + 24, true) : tag;
  const [channels, samplingRate] = [view.getUint16(start + 2, true), view.getUint32(start + 4, true)];
  const frameBytes = view.getUint16(start + 12, true);
  if (!encodings.has(codec)) {
    const known = codecNames.get(codec);
    const seen = `0x${codec.toString(16)}${known === undefined ? '' : ` (${known})`}`;
    throw new FormatError(`its samples must be PCM (1), float (3), A-law (6) or µ-law (7), got code ${seen}`);
  }
  if (channels === 0) throw new FormatError('it has 0 channels');
  if (samplingRate === 0) throw new FormatError('its sampling rate is 0');
  if (frameBytes === 0 || frameBytes % channels !== 0) {
    throw new FormatError(`samples of ${channels} channels cannot take ${frameBytes} bytes`);
  }
  return { codec, channels, samplingRate, frameBytes };
}

function* readData(
  view: DataView,
  format: WavFormat,
  { start, size }: Chunk,
  most: number,
): Generator<Sound, void, undefined> {
  const { codec, channels, samplingRate, frameBytes } = format;
  const rest = view.byteLength - start;
  const unknown = size >= unknownSize ? size > rest : size === 0 && !isChunks(view, start);
  if (size > rest && !unknown) {
    throw new FormatError(`cut short: its header promises ${size} bytes of samples, ${rest} are there`);
  }
  const frames = Math.floor((unknown ? rest : size) / frameBytes);
  const width = frameBytes / channels;
  // A file without samples is one part without samples.
  for (let first = 0; first === 0 || first < frames; first += most) {
    const bytes = Math.min(most, frames - first) * frameBytes;
    const data = new DataView(view.buffer, view.byteOffset + start + first * frameBytes, bytes);
    yield { samplingRate, channels: decodeSamples(data, { codec, width, channels }) };
  }
}

/** Whether what follows is chunks to the last byte, and so no samples. */
function isChunks(view: DataView, from: number): boolean {
  let end = from;
  for (const { id, start, size } of chunksOf(view, from)) {
    if (!/^[ -~]{4}$/.test(id)) return false;
    end = start + size;
  }
  return end === view.byteLength || end + 1 === view.byteLength;
}
