import { OptionError } from '@heed/core';
import { convertColor } from '../pictures/color.ts';
import { channelsLast, channelsOf, type Picture } from '../pictures/picture.ts';

/** Bytes of grey or rgb, which the operations of Pillow are for. */
function bytesOf(name: string, picture: Picture): { whole: Picture; channels: number } {
  const whole = channelsLast(picture);
  if (whole.range === 255 && (whole.color === 'grey' || whole.color === 'rgb')) {
    return { whole, channels: channelsOf(whole.color) };
  }
  throw new OptionError(
    `${name}: a grey or rgb picture with the range 255, got ${whole.color} of ${whole.range}`,
  );
}

/** Between a picture and another of its size, or beyond: Pillow's `blend`, which cuts off what follows the point. */
function blend(whole: Picture, other: (at: number) => number, factor: number): Picture {
  const data = Uint8Array.from(whole.data, (value, at) => {
    const from = other(at);
    return Math.trunc(Math.min(Math.max(from + factor * (value - from), 0), 255));
  });
  return { ...whole, data };
}

/** Darker below 1, brighter above: Pillow's `ImageEnhance.Brightness`. */
export function changeBrightness(picture: Picture, factor: number): Picture {
  return blend(bytesOf('changeBrightness', picture).whole, () => 0, factor);
}

/** Greyer below 1, more colourful above: Pillow's `ImageEnhance.Color`. */
export function changeSaturation(picture: Picture, factor: number): Picture {
  const { whole, channels } = bytesOf('changeSaturation', picture);
  const grey = convertColor(whole, 'grey').data;
  return blend(whole, (at) => grey[Math.floor(at / channels)] ?? 0, factor);
}

/** Nearer to its mean grey below 1, farther above: Pillow's `ImageEnhance.Contrast`. */
export function changeContrast(picture: Picture, factor: number): Picture {
  const { whole } = bytesOf('changeContrast', picture);
  const grey = convertColor(whole, 'grey').data;
  const total = Float64Array.from(grey).reduce((sum, value) => sum + value, 0);
  const mean = Math.floor(total / grey.length + 0.5);
  return blend(whole, () => mean, factor);
}

/** Smoother below 1, sharper above: Pillow's `ImageEnhance.Sharpness`, whose filter leaves the edge as it is. */
export function changeSharpness(picture: Picture, factor: number): Picture {
  const { whole, channels } = bytesOf('changeSharpness', picture);
  const { width, height, data } = whole;
  const smoothed = (at: number): number => {
    const pixel = Math.floor(at / channels);
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    const own = data[at] ?? 0;
    if (row === 0 || column === 0 || row === height - 1 || column === width - 1) return own;
    let sum = 4 * own;
    for (const down of [-1, 0, 1]) {
      for (const right of [-1, 0, 1]) sum += data[at + (down * width + right) * channels] ?? 0;
    }
    return Math.floor(sum / 13 + 0.5);
  };
  return blend(whole, smoothed, factor);
}

/** Keeps so many bits of each byte: Pillow's `ImageOps.posterize`. */
export function posterize(picture: Picture, bits: number): Picture {
  const { whole } = bytesOf('posterize', picture);
  const kept = 256 - 2 ** (8 - bits);
  return { ...whole, data: Uint8Array.from(whole.data, (value) => value & kept) };
}

/** Turns light from a threshold on into dark: Pillow's `ImageOps.solarize`. */
export function solarize(picture: Picture, threshold: number): Picture {
  const { whole } = bytesOf('solarize', picture);
  return {
    ...whole,
    data: Uint8Array.from(whole.data, (value) => (value < threshold ? value : 255 - value)),
  };
}

/** Stretches each channel to the full range: Pillow's `ImageOps.autocontrast`. */
export function autoContrast(picture: Picture): Picture {
  return mapChannels('autoContrast', picture, (counts) => {
    const low = counts.findIndex((count) => count > 0);
    const high = counts.findLastIndex((count) => count > 0);
    if (high <= low) return undefined;
    const scale = 255 / (high - low);
    return (value) => Math.min(Math.max(Math.trunc(value * scale - low * scale), 0), 255);
  });
}

/** Makes all levels of each channel equally frequent: Pillow's `ImageOps.equalize`. */
export function equalize(picture: Picture): Picture {
  return mapChannels('equalize', picture, (counts) => {
    const used = counts.filter((count) => count > 0);
    const step = Math.floor((used.reduce((sum, count) => sum + count, 0) - (used.at(-1) ?? 0)) / 255);
    if (used.length <= 1 || step === 0) return undefined;
    let below = Math.floor(step / 2);
    const table = counts.map((count) => {
      const level = Math.min(Math.floor(below / step), 255);
      below += count;
      return level;
    });
    return (value) => table[value] ?? 0;
  });
}

/** Gives each channel another level for each of its levels, by how often they occur; undefined leaves it as it is. */
function mapChannels(
  name: string,
  picture: Picture,
  mapOf: (counts: readonly number[]) => ((value: number) => number) | undefined,
): Picture {
  const { whole, channels } = bytesOf(name, picture);
  const maps = Array.from({ length: channels }, (_, channel) => {
    const counts = Array.from({ length: 256 }, () => 0);
    for (let at = channel; at < whole.data.length; at += channels) {
      const value = whole.data[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
    return mapOf(counts);
  });
  return {
    ...whole,
    data: Uint8Array.from(whole.data, (value, at) => maps[at % channels]?.(value) ?? value),
  };
}
