import { FormatError } from '@heed/core';
import { checkPictureSize, type Picture } from './picture.ts';
import { readPictureHeader } from './picture-header.ts';

/**
 * A picture that a browser decodes: a file that a visitor chose, a canvas, an element of the page, a frame of a video.
 * Pixels are upright, rgba, from 0 to 255, and not changed by colour profiles.
 *
 * @throws {FormatError} for a file that is no picture, or that the browser cannot decode.
 * @throws {ShapeError} for a picture of no pixels, or of more than {@link maximumPixels}.
 *
 * @example
 * ```ts no-run
 * import { pictureFromBrowser } from '@heed/vision';
 * const file = document.querySelector('input')?.files?.[0];
 * if (file !== undefined) console.log((await pictureFromBrowser(file)).width);
 * ```
 */
export async function pictureFromBrowser(source: Blob | ImageBitmapSource): Promise<Picture> {
  if (source instanceof Blob) {
    // The header alone: a browser would allocate whatever it says.
    readPictureHeader(new Uint8Array(await source.slice(0, headerBytes).arrayBuffer()), nameOf(source));
  }
  const bitmap = await decode(source);
  try {
    const { width, height } = bitmap;
    checkPictureSize('picture', width, height);
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new FormatError('this browser has no 2D canvas to read pixels from');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    return { width, height, color: 'rgba', layout: 'channels-last', range: 255, data };
  } finally {
    bitmap.close();
  }
}

/** EXIF data with a thumbnail stand before the size of a JPEG, and are at most 64 KiB each. */
const headerBytes = 1_000_000;

async function decode(source: ImageBitmapSource): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(source, {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'none',
      colorSpaceConversion: 'none',
    });
  } catch (cause) {
    throw new FormatError(
      `${source instanceof Blob ? nameOf(source) : 'picture'}: the browser cannot decode it`,
      { cause },
    );
  }
}

function nameOf(source: Blob): string {
  return source instanceof File ? source.name : 'picture';
}
