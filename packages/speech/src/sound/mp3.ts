import { piecesOf, soundsBy } from './codec.ts';
import type { Sound } from './sound.ts';

/** Where the first frame is looked for, after the tag. */
const searched = 65_536;

/** Decodes MP3 part by part, without the silence that encoders put around it; the decoder doubles what is mono. */
export async function* mp3Parts(bytes: Uint8Array): AsyncGenerator<Sound, void, undefined> {
  const { decoder } = await import('@audio/decode-mp3');
  const channelCount = isMono(bytes) ? 1 : undefined;
  for (const { samplingRate, channels } of soundsBy(await decoder(), piecesOf(bytes))) {
    yield { samplingRate, channels: channels.slice(0, channelCount) };
  }
}

/** What the first frame says: a header of 4 bytes, of which the last begins with the mode, 3 for one channel. */
function isMono(bytes: Uint8Array): boolean {
  const start = afterTag(bytes);
  for (let at = start; at + 4 <= Math.min(bytes.length, start + searched); at++) {
    const [sync, version, rates, mode] = bytes.subarray(at, at + 4);
    if (sync === undefined || version === undefined || rates === undefined || mode === undefined)
      return false;
    const layer3 = sync === 0xff && (version & 0xe6) === 0xe2 && (version & 0x18) !== 0x08;
    if (layer3 && rates >> 4 !== 15 && rates >> 4 !== 0 && (rates & 12) !== 12) return mode >> 6 === 3;
  }
  return false;
}

/** The length of an ID3 tag is in 4 bytes of 7 bits. */
function afterTag(bytes: Uint8Array): number {
  if (bytes[0] !== 0x49 || bytes[1] !== 0x44 || bytes[2] !== 0x33) return 0;
  return 10 + bytes.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 127), 0);
}
