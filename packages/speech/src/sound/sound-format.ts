import { FormatError } from '@heed/core';

/** Formats of sound files, told by their first bytes. */
export type SoundFormat = 'wav';

export function soundFormatOf(bytes: Uint8Array): SoundFormat {
  const first = new TextDecoder('latin1').decode(bytes.subarray(0, 12));
  if (/^(RIFF|RF64)[\s\S]{4}WAVE/.test(first)) return 'wav';
  throw new FormatError(`not a WAV file; it begins with ${JSON.stringify(first)}`);
}
