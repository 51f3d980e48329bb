import {
  add,
  checkKind,
  checkOptions,
  crossEntropy,
  embedding,
  multiply,
  OptionError,
  type RandomGenerator,
  reshape,
  type Tensor,
  tensor,
  to,
  where,
} from '@heed/core';

/** A batch in which each picture is mixed with another one of the batch. */
export interface MixedPictures {
  /** [batch, channels, height, width] */
  readonly pixels: Tensor;
  /** The picture that each was mixed with, by its place in the batch. */
  readonly partners: Int32Array;
  /** The share of each picture that is its own. */
  readonly share: number;
}

/** Options of {@link mixUp} and {@link cutMix}. */
export interface MixOptions {
  /** Shares are drawn from Beta(alpha, alpha): near 0 or 1 for small numbers, all alike for 1. */
  readonly alpha: number;
  readonly generator: RandomGenerator;
}

/**
 * Mixup (Zhang et al. 2018): each picture becomes `share · itself + (1 − share) · another`.
 *
 * @param pixels [batch, channels, height, width]
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { mixUp } from '@heed/vision';
 * const generator = new RandomGenerator(1);
 * const { pixels, share } = mixUp(generator.normal([4, 3, 8, 8]), { alpha: 0.8, generator });
 * ```
 */
export function mixUp(pixels: Tensor, options: MixOptions): MixedPictures {
  const { share, partners, others } = draw('mixUp', pixels, options);
  return { pixels: add(multiply(pixels, share), multiply(others, 1 - share)), partners, share };
}

/**
 * CutMix (Yun et al. 2019): a rectangle of each picture comes from another one. The share is that of the pixels left.
 *
 * @param pixels [batch, channels, height, width]
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { cutMix } from '@heed/vision';
 * const generator = new RandomGenerator(1);
 * const { pixels, share } = cutMix(generator.normal([4, 3, 8, 8]), { alpha: 1, generator });
 * ```
 */
export function cutMix(pixels: Tensor, options: MixOptions): MixedPictures {
  const { share: drawn, partners, others } = draw('cutMix', pixels, options);
  const [, , height = 0, width = 0] = pixels.shape;
  const { generator } = options;
  const side = Math.sqrt(1 - drawn);
  const [top, bottom] = span(generator, height, side);
  const [left, right] = span(generator, width, side);
  const inside = new Uint8Array(height * width);
  for (let row = top; row < bottom; row++) inside.fill(1, row * width + left, row * width + right);
  const mask = to(tensor(inside, { shape: [1, 1, height, width], dtype: 'bool' }), pixels.backend);
  const share = 1 - ((bottom - top) * (right - left)) / (height * width);
  return { pixels: where(mask, others, pixels), partners, share };
}

/**
 * The loss of mixed pictures: that of their own classes and of those of their partners, by their shares.
 *
 * @param logits [batch, classes]
 * @param labels The class of each picture before it was mixed.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { mixedCrossEntropy, mixUp } from '@heed/vision';
 * const generator = new RandomGenerator(1);
 * const mixed = mixUp(generator.normal([2, 1, 4, 4]), { alpha: 1, generator });
 * const loss = mixedCrossEntropy(generator.normal([2, 10]), Int32Array.of(3, 7), mixed);
 * ```
 */
export function mixedCrossEntropy(
  logits: Tensor,
  labels: Int32Array,
  mixed: MixedPictures,
  options: { readonly labelSmoothing?: number } = {},
): Tensor {
  checkKind('mixedCrossEntropy: logits', logits, 'a tensor');
  checkKind('mixedCrossEntropy: labels', labels, 'a list');
  checkKind('mixedCrossEntropy: mixed', mixed, 'an object');
  const { partners, share } = mixed;
  checkKind('mixedCrossEntropy: partners', partners, 'a list');
  const ofPartners = Int32Array.from(partners, (partner) => labels[partner] ?? 0);
  const loss = (targets: Int32Array): Tensor =>
    crossEntropy(logits, to(tensor(targets), logits.backend), options);
  return add(multiply(loss(labels), share), multiply(loss(ofPartners), 1 - share));
}

function draw(
  name: string,
  pixels: Tensor,
  options: MixOptions,
): { readonly share: number; readonly partners: Int32Array; readonly others: Tensor } {
  checkOptions(name, options, ['alpha', 'generator']);
  const { alpha, generator } = options;
  if (!(alpha > 0 && Number.isFinite(alpha)))
    throw new OptionError(`${name}: alpha must be above 0, got ${alpha}`);
  checkKind(`${name}: pixels`, pixels, 'a tensor');
  checkKind(`${name}: generator`, generator, 'a RandomGenerator');
  const [batch = 0] = pixels.shape;
  const share = drawBeta(alpha, generator);
  const partners = Int32Array.from(generator.shuffle(Array.from({ length: batch }, (_, at) => at)));
  const rows = reshape(pixels, [batch, pixels.size / Math.max(batch, 1)]);
  const others = reshape(embedding(rows, to(tensor(partners), pixels.backend)), pixels.shape);
  return { share, partners, others };
}

/** A number of Beta(alpha, alpha), by two gamma numbers (Marsaglia and Tsang 2000). */
function drawBeta(alpha: number, generator: RandomGenerator): number {
  const [one, other] = [drawGamma(alpha, generator), drawGamma(alpha, generator)];
  return one + other > 0 ? one / (one + other) : 0.5;
}

function drawGamma(shape: number, generator: RandomGenerator): number {
  if (shape < 1) return drawGamma(shape + 1, generator) * generator.nextUniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = generator.nextNormal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(generator.nextUniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A stretch of a side around a random middle, cut off at the edges. */
function span(generator: RandomGenerator, length: number, share: number): [start: number, end: number] {
  const middle = generator.nextInteger(length);
  const half = Math.trunc((length * share) / 2);
  return [Math.max(middle - half, 0), Math.min(middle + half, length)];
}
