import type { Picture } from '../pictures/picture.ts';
import { encodePng } from '../pictures/png.ts';

/** A picture as an address that holds it whole: `data:image/png;base64,…`. */
export function pngAddress(picture: Picture): string {
  let binary = '';
  for (const byte of encodePng(picture)) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}
