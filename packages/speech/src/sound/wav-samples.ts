import { FormatError } from '@heed/core';

/** How samples lie in a WAV file. */
export interface SampleLayout {
  /** 1 PCM, 3 float, 6 A-law, 7 µ-law. */
  readonly codec: number;
  /** Bytes of one sample. */
  readonly width: number;
  readonly channels: number;
}

type ReadSample = (data: DataView, at: number) => number;

/**
 * By code of the format and bytes of a sample. Integers are scaled by half their range, so that −32768 is −1 and 32767
 * a little under 1; those of fewer bits than their bytes hold are stored from the top.
 */
export const encodings: ReadonlyMap<number, ReadonlyMap<number, ReadSample>> = new Map([
  [
    1,
    new Map<number, ReadSample>([
      [1, (data, at) => (data.getUint8(at) - 128) / 128],
      [2, (data, at) => data.getInt16(at, true) / 2 ** 15],
      [3, (data, at) => (data.getInt8(at + 2) * 2 ** 16 + data.getUint16(at, true)) / 2 ** 23],
      [4, (data, at) => data.getInt32(at, true) / 2 ** 31],
    ]),
  ],
  [
    3,
    new Map<number, ReadSample>([
      [4, (data, at) => data.getFloat32(at, true)],
      [8, (data, at) => data.getFloat64(at, true)],
    ]),
  ],
  [6, new Map<number, ReadSample>([[1, (data, at) => fromALaw(data.getUint8(at)) / 2 ** 15]])],
  [7, new Map<number, ReadSample>([[1, (data, at) => fromMuLaw(data.getUint8(at)) / 2 ** 15]])],
]);

/** ITU-T G.711: a sign, 3 bits of exponent, 4 of mantissa; every second bit inverted. */
function fromALaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = ((bits & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return bits & 0x80 ? size : -size;
}

/** ITU-T G.711: a sign, 3 bits of exponent, 4 of mantissa; all bits inverted, with a bias of 132. */
function fromMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return bits & 0x80 ? -size : size;
}

/** The channels of samples that lie one after the other: first of all channels, second of all, … */
export function decodeSamples(data: DataView, { codec, width, channels }: SampleLayout): Float32Array[] {
  const read = encodings.get(codec)?.get(width);
  if (read === undefined) {
    const widths = [...(encodings.get(codec)?.keys() ?? [])].join(', ');
    throw new FormatError(`samples of format ${codec} must have ${widths} bytes each, got ${width}`);
  }
  const step = width * channels;
  const frames = data.byteLength / step;
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) samples[frame] = read(data, frame * step + channel * width);
    return samples;
  });
}
