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
export const pieceBytes = 4096;

/** A file in pieces of one length. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** Decodes a file piece by piece; what does not decode, or changes in the middle, is an error. */
export function* soundsBy(codec: Codec, pieces: Iterable<Uint8Array>): Generator<Sound, void, undefined> {
  let first: Sound | undefined;
  let samples = 0;
  const soundOf = (piece: Decoded | undefined): Sound | undefined => {
    const [error] = piece?.errors ?? [];
    if (error !== undefined) throw new FormatError(`broken: ${error.message}`);
    if (piece === undefined || (piece.channelData[0]?.length ?? 0) === 0) return undefined;
    samples += piece.channelData.reduce((sum, { length }) => sum + length, 0);
    if (samples > maximumSamples) throw new FormatError(`it has more than ${maximumSamples} samples`);
    const sound = { samplingRate: piece.sampleRate, channels: piece.channelData };
    first ??= sound;
    checkSame(first, sound);
    return sound;
  };
  try {
    for (const piece of pieces) {
      const sound = soundOf(codec.decode(piece));
      if (sound !== undefined) yield sound;
    }
    const rest = soundOf(codec.flush?.());
    if (rest !== undefined) yield rest;
  } finally {
    codec.free();
  }
  if (first === undefined) throw new FormatError('broken or cut short: no sound comes out of it');
}

function checkSame(first: Sound, sound: Sound): void {
  if (sound.samplingRate === first.samplingRate && sound.channels.length === first.channels.length) return;
  const [was, is] = [first, sound].map(
    ({ samplingRate, channels }) => `${samplingRate} Hz and ${channels.length} channels`,
  );
  throw new FormatError(`it changes from ${was} to ${is}`);
}
