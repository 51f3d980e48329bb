import { FormatError } from '@heed/core';
import type { Sound } from './sound.ts';

/** Samples of a part of a file, as the decoders of the audio-decode family give them. */
interface Decoded {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
  /** What could not be decoded. */
  readonly errors?: readonly { readonly message: string }[];
}

/** A decoder of one file, fed piece by piece. */
export interface Codec {
  decode(bytes: Uint8Array): Decoded;
  flush?(): Decoded;
  free(): void;
}

/** 2 GiB of samples: what is compressed can promise, and hold, any number. */
const maximumSamples = 2 ** 29;
/** Small, so that no piece can unfold to much more than the limit before it is counted. */
const pieceBytes = 4096;

/** Decodes a file piece by piece; what does not decode, or changes in the middle, is an error. */
export function decodeBy(codec: Codec, bytes: Uint8Array): Sound {
  const pieces: Decoded[] = [];
  let samples = 0;
  const keep = (piece: Decoded | undefined) => {
    const [error] = piece?.errors ?? [];
    if (error !== undefined) throw new FormatError(`broken: ${error.message}`);
    if (piece === undefined || (piece.channelData[0]?.length ?? 0) === 0) return;
    samples += piece.channelData.reduce((sum, { length }) => sum + length, 0);
    if (samples > maximumSamples) throw new FormatError(`it has more than ${maximumSamples} samples`);
    pieces.push(piece);
  };
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes)
      keep(codec.decode(bytes.subarray(at, at + pieceBytes)));
    keep(codec.flush?.());
  } finally {
    codec.free();
  }
  return joined(pieces);
}

function joined(pieces: readonly Decoded[]): Sound {
  const [first] = pieces;
  if (first === undefined) throw new FormatError('broken or cut short: no sound comes out of it');
  const { sampleRate, channelData } = first;
  for (const piece of pieces) {
    if (piece.sampleRate !== sampleRate || piece.channelData.length !== channelData.length) {
      const [was, is] = [first, piece].map(
        (part) => `${part.sampleRate} Hz and ${part.channelData.length} channels`,
      );
      throw new FormatError(`it changes from ${was} to ${is}`);
    }
  }
  const length = pieces.reduce((sum, piece) => sum + (piece.channelData[0]?.length ?? 0), 0);
  const channels = channelData.map((_, channel) => {
    const samples = new Float32Array(length);
    let at = 0;
    for (const piece of pieces) {
      samples.set(piece.channelData[channel] ?? [], at);
      at += piece.channelData[channel]?.length ?? 0;
    }
    return samples;
  });
  return { samplingRate: sampleRate, channels };
}
