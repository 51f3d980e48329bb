import { channelsLast, channelsOf, emptyLike, type Picture } from '../pictures/picture.ts';

/** Where pixel (x, y) of the new picture comes from: `(a x + b y + c, d x + e y + f)`, at the middles of pixels. */
export type AffineMap = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * Shears, moves or turns a picture as Pillow's `transform(size, AFFINE, …)` does without smoothing: each pixel is the one
 * that it comes from, or `fill` where that lies outside.
 */
export function transformPicture(picture: Picture, [a, b, c, d, e, f]: AffineMap, fill = 0): Picture {
  const whole = channelsLast(picture);
  const { width, height, data } = whole;
  const channels = channelsOf(whole.color);
  const result = emptyLike(data, data.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = Math.floor(a * (column + 0.5) + b * (row + 0.5) + c);
      const y = Math.floor(d * (column + 0.5) + e * (row + 0.5) + f);
      const inside = x >= 0 && x < width && y >= 0 && y < height;
      for (let channel = 0; channel < channels; channel++) {
        const to = (row * width + column) * channels + channel;
        result[to] = inside ? (data[(y * width + x) * channels + channel] ?? 0) : fill;
      }
    }
  }
  return { ...whole, data: result };
}

/** Turns around the middle, counter-clockwise. */
export function rotation(width: number, height: number, degrees: number): AffineMap {
  const angle = (-degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [width / 2, height / 2];
  return [cosine, sine, x - cosine * x - sine * y, -sine, cosine, y + sine * x - cosine * y];
}
