import { FormatError } from '@heed/core';
import { checkHfConfig, HfConfig } from '@heed/transformer';
import type { Size } from '../patches/size.ts';
import type { ResizeFilter } from './filters.ts';
import type { ProcessorConfig } from './picture-processor.ts';
import { type ProcessorDefaults, processorDefaults } from './processor-defaults.ts';
import type { TargetSize } from './target-size.ts';

/** Pillow's numbers of its filters. */
const filters: readonly ResizeFilter[] = ['nearest', 'lanczos', 'bilinear', 'bicubic', 'box', 'hamming'];

/**
 * Reads a published `preprocessor_config.json`, of today (`image_processor_type`, sizes with names) and of old
 * (`feature_extractor_type`, sizes of one number, whose meaning hangs on the type). What is left out is as the class in
 * transformers has it.
 *
 * @throws {FormatError} for a type that is not known, and for a field that is not as it must be.
 *
 * @example
 * ```ts
 * import { HfConfig, checkHfConfig } from '@heed/transformer';
 * import { readProcessorConfig } from '@heed/vision';
 * const published = { feature_extractor_type: 'CLIPFeatureExtractor', size: 224, crop_size: 224 };
 * const { resize, crop } = readProcessorConfig(new HfConfig(published, 'preprocessor_config.json'));
 * console.log(resize?.size, crop); // { shortestEdge: 224 } [224, 224]
 * ```
 */
export function readProcessorConfig(hf: HfConfig): ProcessorConfig {
  checkHfConfig('readProcessorConfig', hf);
  const defaults = defaultsOf(hf);
  const crops = hf.flag('do_center_crop', defaults.crop !== undefined);
  const resizes = hf.flag('do_resize', true);
  const normalizes = hf.flag('do_normalize', defaults.normalize);
  const rescales = hf.flag('do_rescale', true);
  return {
    color: hf.flag('do_grayscale', false) ? 'grey' : 'rgb',
    ...(resizes && { resize: { size: readTarget(hf, defaults), filter: readFilter(hf, defaults) } }),
    ...(crops && { crop: readCrop(hf, defaults) }),
    ...(resizes && defaults.cropShare !== undefined && readCropShare(hf, defaults, defaults.cropShare)),
    reverseChannels: hf.flag('do_flip_channel_order', defaults.reverseChannels ?? false),
    fullLight: rescales ? 255 * hf.number('rescale_factor', 1 / 255) : 255,
    ...(normalizes && {
      mean: hf.has('image_mean') ? hf.numbers('image_mean') : defaults.mean,
      deviation: hf.has('image_std') ? hf.numbers('image_std') : defaults.deviation,
    }),
    ...(hf.flag('do_pad', hf.flag('pad_and_return_pixel_mask', defaults.pads !== undefined)) && {
      pad: readPad(hf, defaults),
    }),
  };
}

function defaultsOf(hf: HfConfig): ProcessorDefaults {
  const field = hf.has('image_processor_type') ? 'image_processor_type' : 'feature_extractor_type';
  const type = hf.text(field, 'ViTImageProcessor');
  const defaults = processorDefaults.get(type.replace(/(ImageProcessor|FeatureExtractor)(Fast|Pil)?$/, ''));
  if (defaults !== undefined) return defaults;
  const known = [...processorDefaults.keys()].map((name) => `${name}ImageProcessor`);
  throw hf.unsupported(field, `one of ${known.join(', ')}`);
}

function readTarget(hf: HfConfig, { square, size, pads }: ProcessorDefaults): TargetSize {
  const given = hf.toJSON()['size'] ?? size;
  if (typeof given === 'number') {
    const side = hf.size('size');
    if (square) return { height: side, width: side };
    return pads ? { shortestEdge: side, longestEdge: hf.size('max_size', 1333) } : { shortestEdge: side };
  }
  if (Array.isArray(given)) {
    const [height, width] = hf.numbers('size');
    if (height !== undefined && width !== undefined) return { height, width };
  }
  const named = new HfConfig(given, 'preprocessor_config.json: size');
  if (named.has('height')) return { height: named.size('height'), width: named.size('width') };
  const longest = named.has('longest_edge') ? { longestEdge: named.size('longest_edge') } : undefined;
  if (named.has('shortest_edge')) return { shortestEdge: named.size('shortest_edge'), ...longest };
  if (longest !== undefined) return longest;
  throw hf.unsupported('size', 'height and width, shortest_edge, or longest_edge');
}

function readCrop(hf: HfConfig, { crop }: ProcessorDefaults): Size {
  const given = hf.toJSON()['crop_size'] ?? crop;
  if (given === undefined) throw new FormatError('preprocessor_config.json: crop_size is missing');
  if (typeof given === 'number') return [given, given];
  const named = new HfConfig(given, 'preprocessor_config.json: crop_size');
  return [named.size('height'), named.size('width')];
}

/** Sizes below 384 are the side of the middle of a picture that is resized to be larger, others that of a square. */
function readCropShare(
  hf: HfConfig,
  defaults: ProcessorDefaults,
  fallback: number,
): Pick<ProcessorConfig, 'resize' | 'crop'> {
  const size = readTarget(hf, defaults);
  const side = 'shortestEdge' in size ? size.shortestEdge : undefined;
  if (side === undefined) throw hf.unsupported('size', 'shortest_edge');
  const filter = readFilter(hf, defaults);
  if (side >= 384) return { resize: { size: { height: side, width: side }, filter } };
  const share = hf.number('crop_pct', fallback);
  if (!(share > 0 && share <= 1)) throw hf.unsupported('crop_pct', 'a share of the picture, up to 1');
  return { resize: { size: { shortestEdge: Math.trunc(side / share) }, filter }, crop: [side, side] };
}

function readPad(hf: HfConfig, { pads = 'largest' }: ProcessorDefaults): 'largest' | Size {
  if (!hf.has('pad_size')) return pads;
  const named = new HfConfig(hf.toJSON()['pad_size'], 'preprocessor_config.json: pad_size');
  return [named.size('height'), named.size('width')];
}

function readFilter(hf: HfConfig, { filter }: ProcessorDefaults): ResizeFilter {
  if (!hf.has('resample')) return filter;
  const found = filters[hf.number('resample')];
  if (found === undefined) throw hf.unsupported('resample', 'a number from 0 to 5');
  return found;
}
