import { decode } from 'jpeg-js';
import { maximumPixels, type Picture } from './picture.ts';

/** Room for decoding: coefficients, planes and colours of the largest picture would take some gigabytes. */
const maximumMegabytes = 2048;

/** Decodes a JPEG as it is stored: baseline and progressive, grey, YCbCr, CMYK and YCCK. */
export function decodeJpeg(bytes: Uint8Array): Picture {
  const { width, height, data } = decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: maximumPixels / 1e6,
    maxMemoryUsageInMB: maximumMegabytes,
  });
  return { width, height, color: 'rgb', layout: 'channels-last', range: 255, data };
}
