import { FormatError } from '@heed/core';
import { soundsBy } from './codec.ts';
import { flacPieces } from './flac-frames.ts';
import type { Sound } from './sound.ts';

/** Bytes from the start to the end of the block STREAMINFO, which comes first. */
const headerBytes = 42;

/** Decodes FLAC part by part; the header says how many samples there are, so that a file that is cut short is told. */
export async function* flacParts(bytes: Uint8Array): AsyncGenerator<Sound, void, undefined> {
  if (bytes.length < headerBytes) {
    throw new FormatError(`cut short: a FLAC header has ${headerBytes} bytes, ${bytes.length} are there`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const bits = ((view.getUint16(20) >> 4) & 31) + 1;
  const promised = (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
  const { decoder } = await import('@audio/decode-flac');
  let length = 0;
  for (const { samplingRate, channels } of soundsBy(await decoder(), flacPieces(bytes, headerBytes))) {
    length += channels[0]?.length ?? 0;
    yield { samplingRate, channels: channels.map((samples) => rescaled(samples, bits)) };
  }
  if (promised !== 0 && length !== promised) {
    throw new FormatError(
      `cut short or broken: its header promises ${promised} samples, ${length} are there`,
    );
  }
}

/** The decoder divides integers by their largest, 32767; here as everywhere by half their range, 32768. */
function rescaled(samples: Float32Array, bits: number): Float32Array {
  const [largest, half] = [2 ** (bits - 1) - 1, 2 ** (bits - 1)];
  return bits <= 24
    ? samples.map((sample) => Math.round(sample * largest) / half)
    : samples.map((sample) => (sample * largest) / half);
}
