import { FormatError, foreignFormat, OptionError } from '@heed/core';

/** Formats of sound files that are decoded everywhere. */
export type SoundFormat = 'wav' | 'flac' | 'mp3' | 'vorbis' | 'opus';

/** First bytes of formats; those without a decoder here are told by name. Bytes are read as Latin-1. */
const beginnings: readonly (readonly [RegExp, SoundFormat | { readonly unknown: string }])[] = [
  [/^(RIFF|RF64)[\s\S]{4}WAVE/, 'wav'],
  [/^fLaC/, 'flac'],
  [/^OggS[\s\S]{24,280}?vorbis/, 'vorbis'],
  [/^OggS[\s\S]{24,280}?OpusHead/, 'opus'],
  [/^OggS/, { unknown: 'Ogg without Vorbis or Opus' }],
  [/^(ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/, 'mp3'],
  [/^FORM[\s\S]{4}AIF/, { unknown: 'AIFF' }],
  [/^[\s\S]{4}ftyp/, { unknown: 'MP4 or M4A' }],
  [/^[\s\S]E\xdf\xa3/, { unknown: 'WebM or Matroska' }],
  [/^\xff[\xf0\xf1\xf8\xf9]/, { unknown: 'AAC' }],
  [/^caff/, { unknown: 'CAF' }],
  [/^#!AMR/, { unknown: 'AMR' }],
];

/** The format of a file by what it begins with, whatever its name. */
export function soundFormatOf(bytes: Uint8Array): SoundFormat {
  if (!(bytes instanceof Uint8Array)) {
    const seen = Object.prototype.toString.call(bytes).slice('[object '.length, -1);
    throw new OptionError(
      `a sound is decoded from the bytes of its file, a Uint8Array, got ${seen}; an ArrayBuffer is given as new Uint8Array(buffer)`,
    );
  }
  const first = String.fromCharCode(...bytes.subarray(0, 320));
  const format = beginnings.find(([pattern]) => pattern.test(first))?.[1];
  if (typeof format === 'string') return format;
  if (format !== undefined) {
    throw new FormatError(
      `${format.unknown} is not decoded here, only WAV, FLAC, MP3, Ogg Vorbis and Ogg Opus are`,
    );
  }
  const seen = bytes.length === 0 ? 'it is empty' : `it begins with ${JSON.stringify(first.slice(0, 12))}`;
  throw new FormatError(`not a WAV, FLAC, MP3, Ogg Vorbis or Ogg Opus file; ${seen}${foreignFormat(first)}`);
}
