import { FormatError, foreignFormat, messageOf, OptionError } from '@heed/core';
import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import type { IImage } from 'image-size/types/interface';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { WEBP } from 'image-size/types/webp';
import { checkPictureSize } from './picture.ts';

/** Formats of picture files. */
export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif';

/** What the first bytes of a file say of its picture. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** As stored, before it is turned upright. */
  readonly width: number;
  readonly height: number;
  /** EXIF's number from 1 to 8 of how the stored picture is turned; 1 is upright. */
  readonly orientation: number;
}

const readers: ReadonlyMap<PictureFormat, IImage> = new Map([
  ['png', PNG],
  ['jpeg', JPG],
  ['gif', GIF],
  ['webp', WEBP],
  ['avif', HEIF],
]);

/**
 * Reads what a file says of itself; nothing is decoded, and nothing allocated by what it says.
 *
 * @param name What messages call the file.
 * @throws {OptionError} for what is no `Uint8Array`.
 * @throws {FormatError} for anything but a PNG, JPEG, GIF, WebP or AVIF file.
 * @throws {ShapeError} for a picture of no pixels, or of more than {@link maximumPixels}.
 *
 * @example
 * ```ts
 * import { encodePng, readPictureHeader } from '@heed/vision';
 * const picture = {
 *   width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2),
 * } as const;
 * console.log(readPictureHeader(encodePng(picture)).format); // png
 * ```
 */
export function readPictureHeader(bytes: Uint8Array, name = 'picture'): PictureHeader {
  if (!(bytes instanceof Uint8Array)) {
    const seen = Object.prototype.toString.call(bytes).slice('[object '.length, -1);
    throw new OptionError(
      `a picture is read from the bytes of its file, a Uint8Array, got ${seen}; an ArrayBuffer is given as new Uint8Array(buffer)`,
    );
  }
  for (const [format, reader] of readers) {
    const size = sizeBy(reader, bytes, name);
    if (size === undefined) continue;
    const { width, height, orientation = 1 } = size;
    checkPictureSize(name, width, height);
    const known = Number.isInteger(orientation) && orientation >= 1 && orientation <= 8;
    return { format, width, height, orientation: known ? orientation : 1 };
  }
  const first = new TextDecoder('latin1').decode(bytes.subarray(0, 12));
  throw new FormatError(
    `${name}: not a PNG, JPEG, GIF, WebP or AVIF file; it begins with ${JSON.stringify(first)}${foreignFormat(first)}`,
  );
}

function sizeBy(
  reader: IImage,
  bytes: Uint8Array,
  name: string,
): ReturnType<IImage['calculate']> | undefined {
  try {
    return reader.validate(bytes) ? reader.calculate(bytes) : undefined;
  } catch (cause) {
    throw new FormatError(`${name}: broken in its header: ${messageOf(cause)}`, { cause });
  }
}
