import { FormatError, HeedError, messageOf } from '@heed/core';
import { decodeJpeg } from './jpeg.ts';
import { orientPicture } from './orient.ts';
import type { Picture } from './picture.ts';
import { readPictureHeader } from './picture-header.ts';
import { decodePng } from './png.ts';

/**
 * The picture in the bytes of a PNG or JPEG file, turned upright as its EXIF data say; it runs anywhere. `readPicture` of
 * `@heed/vision/node` and {@link pictureFromBrowser} know more formats and are faster.
 *
 * PNGs keep their colour, alpha and 16 bits, palettes become colours; JPEGs, grey and CMYK too, become rgb. Colour
 * profiles are not applied, as in Pillow, with which most models were trained.
 *
 * @param name What messages call the file.
 * @throws {FormatError} for what is no picture, is cut short, broken, or of another format.
 * @throws {ShapeError} for a picture of no pixels, or of more than {@link maximumPixels}: before anything is allocated.
 *
 * @example
 * ```ts no-run
 * import { decodePicture } from '@heed/vision';
 * const response = await fetch('https://example.org/cat.jpg');
 * const picture = decodePicture(new Uint8Array(await response.arrayBuffer()));
 * console.log(picture.width, picture.height, picture.color);
 * ```
 */
export function decodePicture(bytes: Uint8Array, name = 'picture'): Picture {
  const header = readPictureHeader(bytes, name);
  const decode = header.format === 'png' ? decodePng : header.format === 'jpeg' ? decodeJpeg : undefined;
  if (decode === undefined) {
    throw new FormatError(
      `${name}: ${header.format} is decoded by sharp (in Node, where it is installed) and by browsers; here only PNG and JPEG are`,
    );
  }
  try {
    return orientPicture(decode(bytes), header.orientation);
  } catch (cause) {
    if (cause instanceof HeedError && !(cause instanceof FormatError)) throw cause;
    throw new FormatError(`${name}: broken or cut short: ${messageOf(cause)}`, { cause });
  }
}
