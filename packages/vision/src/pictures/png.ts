import { FormatError } from '@heed/core';
import { convertIndexedToRgb, type DecodedPng, decode, encode } from 'fast-png';
import { channelsLast, channelsOf, type Picture, type PictureColor, type PictureData } from './picture.ts';
import { checkPng } from './png-chunks.ts';

const colors: readonly PictureColor[] = ['grey', 'grey-alpha', 'rgb', 'rgba'];

/** Decodes a PNG of any kind; a palette becomes colours, 1 to 4 bits become 8. */
export function decodePng(bytes: Uint8Array): Picture {
  const decoded = decode(checkPng(bytes), { checkCrc: true });
  const { width, height } = decoded;
  const shared = { width, height, layout: 'channels-last' } as const;
  if (decoded.palette !== undefined) {
    const data = convertIndexedToRgb(decoded);
    return { ...shared, color: data.length === width * height * 4 ? 'rgba' : 'rgb', range: 255, data };
  }
  const color = colors[decoded.channels - 1];
  if (color === undefined) throw new FormatError(`a PNG of ${decoded.channels} channels`);
  const data = decoded.depth < 8 ? unpackBits(decoded) : decoded.data;
  return { ...shared, color, range: decoded.depth === 16 ? 65_535 : 255, data };
}

/** Grey of 1, 2 or 4 bits, several pixels to a byte and each row from a new byte, as 8 bits. */
function unpackBits({ width, height, depth, data }: DecodedPng): PictureData {
  const stride = Math.ceil((width * depth) / 8);
  const most = 2 ** depth - 1;
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const bit = (pixel % width) * depth;
    const byte = data[Math.floor(pixel / width) * stride + Math.floor(bit / 8)] ?? 0;
    return (((byte >> (8 - depth - (bit % 8))) & most) * 255) / most;
  });
}

/**
 * A picture as a PNG file, without loss: 8 bits, or 16 for a range of 65535. Numbers from 0 to 1 become 8 bits.
 *
 * @example
 * ```ts
 * import { decodePicture, encodePng } from '@heed/vision';
 * const picture = {
 *   width: 2, height: 1, color: 'grey', layout: 'channels-last', range: 255, data: Uint8Array.of(1, 2),
 * } as const;
 * console.log(decodePicture(encodePng(picture)).data); // 1, 2
 * ```
 */
export function encodePng(picture: Picture): Uint8Array {
  const { width, height, color, range, data } = channelsLast(picture);
  const numbers =
    range === 65_535
      ? Uint16Array.from(data)
      : Uint8Array.from(data, (value) => Math.round((value * 255) / range));
  return encode({
    width,
    height,
    channels: channelsOf(color),
    depth: range === 65_535 ? 16 : 8,
    data: numbers,
  });
}
