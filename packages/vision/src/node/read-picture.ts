import { FormatError, messageOf } from '@heed/core';
import { readFileWithin } from '@heed/core/node';
import { decodePicture } from '../pictures/decode-picture.ts';
import { maximumPixels, type Picture, type PictureColor } from '../pictures/picture.ts';
import { type PictureHeader, readPictureHeader } from '../pictures/picture-header.ts';

/** Photographs have some tens of megabytes. */
const maximumBytes = 1_000_000_000;

/**
 * Reads a picture file: PNG, JPEG, WebP, AVIF or GIF (its first frame) by [sharp](https://sharp.pixelplumbing.com) where
 * that is installed, PNG and JPEG without it too. Pictures are upright; colour profiles are not applied, as in Pillow.
 *
 * @param source A path, or the bytes of a file.
 * @throws {FormatError} for what is no picture, is cut short or broken, naming the file.
 * @throws {ShapeError} for a picture of no pixels, or of more than `maximumPixels`: before anything is allocated.
 *
 * @example
 * ```ts no-run
 * import { readPicture } from '@heed/vision/node';
 * const picture = await readPicture('cat.jpg');
 * console.log(picture.width, picture.height, picture.color);
 * ```
 */
export async function readPicture(source: string | Uint8Array): Promise<Picture> {
  const name = typeof source === 'string' ? source : 'picture';
  const bytes = typeof source === 'string' ? await readFileWithin(source, maximumBytes) : source;
  const header = readPictureHeader(bytes, name);
  const sharp = await loadSharp();
  if (sharp === undefined) return decodePicture(bytes, name);
  return (await decodeBySharp(sharp, bytes, header, name)) ?? decodePicture(bytes, name);
}

type Sharp = typeof import('sharp')['default'];

/** Undefined where sharp is not installed, or not for this machine. */
async function loadSharp(): Promise<Sharp | undefined> {
  try {
    return (await import('sharp')).default;
  } catch {
    return undefined;
  }
}

const colors: readonly PictureColor[] = ['grey', 'grey-alpha', 'rgb', 'rgba'];

/**
 * Undefined for what sharp would give otherwise than Pillow: CMYK converted by a profile, 8 bits of 16, colours of grey with
 * alpha.
 */
async function decodeBySharp(
  sharp: Sharp,
  bytes: Uint8Array,
  { format }: PictureHeader,
  name: string,
): Promise<Picture | undefined> {
  try {
    const image = sharp(bytes, { failOn: 'error', limitInputPixels: maximumPixels, ignoreIcc: true });
    const { space, depth, hasAlpha } = await image.metadata();
    if (format === 'png' && (depth !== 'uchar' || (space === 'b-w' && hasAlpha))) return undefined;
    if (format === 'jpeg' && space === 'cmyk') return undefined;
    const upright = image.autoOrient();
    const { data, info } = await (space === 'b-w' ? upright.toColourspace('b-w') : upright)
      .raw()
      .toBuffer({ resolveWithObject: true });
    const color = colors[info.channels - 1];
    if (color === undefined) throw new FormatError(`a picture of ${info.channels} channels`);
    const { width, height } = info;
    return { width, height, color, layout: 'channels-last', range: 255, data: new Uint8Array(data) };
  } catch (cause) {
    throw new FormatError(`${name}: broken or cut short: ${messageOf(cause)}`, { cause });
  }
}
