import { checkOptions, checkWhole, OptionError, reshape, Scope, slice, type Tensor, tidy } from '@heed/core';
import { checkPicture, type Picture } from '../../pictures/picture.ts';
import { cropPicture } from '../../processing/crop.ts';
import type { PictureProcessor } from '../../processing/picture-processor.ts';
import { type CornerBox, suppressOverlaps } from '../detection/suppress-overlaps.ts';
import { type PicturePoint, type PictureSize, samMaskLogits, samPrompts } from '../sam/frame.ts';
import type { SamModel } from '../sam/model.ts';
import { gridPoints, maskCrops } from './crops.ts';
import { type GeneratedMask, keptMask } from './kept-mask.ts';

/** Options of {@link generateMasks}. */
export interface GenerateMasksOptions {
  /** Points each way that are asked about, in the picture and in each crop; 32 by default. */
  readonly pointsPerSide?: number;
  /** Points that are asked about at once; 64 by default. More are faster and take more memory. */
  readonly pointsPerBatch?: number;
  /** Layers of crops, 4 crops in the first and four times as many in each further: for small things. 0 by default. */
  readonly cropLayers?: number;
  /** Share of the shorter side by which the crops of the first layer overlap; 512 / 1500 by default. */
  readonly cropOverlap?: number;
  /** Masks whose score is not above it are left out; 0.88 by default. */
  readonly scoreThreshold?: number;
  /** Masks whose stability is not above it are left out; 0.95 by default. */
  readonly stabilityThreshold?: number;
  /** Logits by which the cut is moved to see how stable a mask is; 1 by default. */
  readonly stabilityOffset?: number;
  /** Of masks whose boxes overlap by more than this share the best stays; 0.7 by default. */
  readonly overlapThreshold?: number;
  readonly signal?: AbortSignal;
  /** Told after each batch of points. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Everything in a picture, without a prompt (Kirillov et al. 2023, §4 and appendix B): a grid of points is asked about, and of
 * the masks those stay that the model thinks good, that are stable, and that no better one stands for. The same as the pipeline
 * `mask-generation` of transformers, with the same defaults.
 *
 * @param processor What prepares pictures for the model: of `loadProcessor`.
 * @returns The masks, the best first; they overlap where a thing has parts.
 * @throws {OptionError} for options out of range, and more layers of crops than the picture has pixels for.
 * @throws {DOMException} `AbortError`, when `signal` says so.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig } from '@heed/transformer';
 * import { generateMasks, PictureProcessor, readSamConfig, SamModel } from '@heed/vision';
 * const config = readSamConfig(
 *   new HfConfig({
 *     vision_config: {
 *       image_size: 64, patch_size: 16, hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2,
 *       output_channels: 16, num_pos_feats: 8, window_size: 3, global_attn_indexes: [0],
 *     },
 *     prompt_encoder_config: { hidden_size: 16, image_size: 64, patch_size: 16 },
 *     mask_decoder_config: { hidden_size: 16, num_attention_heads: 2, mlp_dim: 24 },
 *   }),
 * );
 * const model = new SamModel(config).initialize(new RandomGenerator(0));
 * const size = { longestEdge: 64 };
 * const processor = new PictureProcessor({ color: 'rgb', resize: { size, filter: 'bilinear' }, fullLight: 1, pad: [64, 64] });
 * const picture = {
 *   width: 40, height: 30, color: 'grey', layout: 'channels-last', range: 255, data: new Uint8Array(1200).fill(99),
 * } as const;
 * // A model that learned nothing finds what is told by no threshold.
 * const options = { pointsPerSide: 2, scoreThreshold: 0, stabilityThreshold: 0 };
 * const masks = await generateMasks(model, processor, picture, options);
 * for (const { score, area, box, mask } of masks) console.log(score, area, box, mask.counts.length);
 * ```
 */
export async function generateMasks(
  model: SamModel,
  processor: PictureProcessor,
  picture: Picture,
  options: GenerateMasksOptions = {},
): Promise<GeneratedMask[]> {
  const settings = settingsOf(options);
  const crops = maskCrops(checkPicture(picture), settings.cropLayers, settings.cropOverlap);
  const total = crops.length * settings.pointsPerSide ** 2;
  const found: GeneratedMask[] = [];
  let done = 0;
  for (const crop of crops) {
    using scope = Scope.detached();
    const [left, top, right, bottom] = crop;
    const part = cropPicture(picture, { left, top, width: right - left, height: bottom - top });
    const map = scope.run(() => tidy(() => model.encodePicture(processor.process([part]))));
    const points = gridPoints(part, settings.pointsPerSide);
    for (let start = 0; start < points.length; start += settings.pointsPerBatch) {
      options.signal?.throwIfAborted();
      const asked = points.slice(start, start + settings.pointsPerBatch);
      found.push(...(await masksAt(asked, { model, map, crop, picture }, settings)));
      done += asked.length;
      options.onProgress?.({ done, total });
    }
  }
  const boxes = found.map(({ box }) => box);
  const scores = found.map(({ score }) => score);
  return suppressOverlaps(boxes, scores, settings.overlapThreshold).flatMap((at) => found[at] ?? []);
}

type Settings = Required<Omit<GenerateMasksOptions, 'signal' | 'onProgress'>>;

const defaults: Settings = {
  ...{ pointsPerSide: 32, pointsPerBatch: 64, cropLayers: 0, cropOverlap: 512 / 1500 },
  ...{ scoreThreshold: 0.88, stabilityThreshold: 0.95, stabilityOffset: 1, overlapThreshold: 0.7 },
};

function settingsOf(options: GenerateMasksOptions): Settings {
  checkOptions('generateMasks', options, [
    ...['pointsPerSide', 'pointsPerBatch', 'cropLayers', 'cropOverlap', 'scoreThreshold'],
    ...['stabilityThreshold', 'stabilityOffset', 'overlapThreshold', 'signal', 'onProgress'],
  ]);
  const settings: Settings = { ...defaults, ...options };
  const wants = (name: keyof Settings, what: string, isSound: (value: number) => boolean): void => {
    if (isSound(settings[name])) return;
    throw new OptionError(`generateMasks: ${name} must be ${what}, got ${settings[name]}`);
  };
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  checkWhole('generateMasks: pointsPerSide', settings.pointsPerSide);
  checkWhole('generateMasks: pointsPerBatch', settings.pointsPerBatch);
  checkWhole('generateMasks: cropLayers', settings.cropLayers, 0, 8);
  wants('cropOverlap', 'a share from 0, below 1', (value) => value >= 0 && value < 1);
  wants('scoreThreshold', 'a share from 0 to 1', isShare);
  wants('stabilityThreshold', 'a share from 0 to 1', isShare);
  wants('stabilityOffset', 'a number from 0', (value) => value >= 0 && Number.isFinite(value));
  wants('overlapThreshold', 'a share from 0 to 1', isShare);
  return settings;
}

/** A crop as the model has seen it. */
interface SeenCrop {
  readonly model: SamModel;
  readonly map: Tensor;
  readonly crop: CornerBox;
  readonly picture: PictureSize;
}

/** The masks of some points of a crop that stay. Only those with a good score are brought to the crop's size, one by one. */
async function masksAt(
  points: readonly PicturePoint[],
  { model, map, crop, picture }: SeenCrop,
  settings: Settings,
): Promise<GeneratedMask[]> {
  using scope = Scope.detached();
  const [left, top, right, bottom] = crop;
  const part = { width: right - left, height: bottom - top };
  const side = model.config.vision.imageSize[0];
  const objects = points.map((point) => ({ within: [point] }));
  const { masks, scores } = scope.run(() => model.segment(map, samPrompts(part, objects, side)));
  const [, asked = 0, each = 0, rows = 0, columns = 0] = masks.shape;
  const found: GeneratedMask[] = [];
  for (const [at, score] of (await scores.data()).entries()) {
    const { scoreThreshold } = settings;
    if (scoreThreshold > 0 && !(score > Math.fround(scoreThreshold))) continue;
    const large = scope.run(() =>
      tidy(() => {
        const flat = reshape(masks, [1, asked * each, 1, rows, columns]);
        return samMaskLogits(slice(flat, { axis: 1, start: at, end: at + 1 }), part, side);
      }),
    );
    const kept = keptMask(await large.data(), score, { crop, picture }, settings);
    large.dispose();
    if (kept !== undefined) found.push(kept);
  }
  return found;
}
