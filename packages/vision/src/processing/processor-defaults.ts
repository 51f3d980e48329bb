import type { Size } from '../patches/size.ts';
import type { ResizeFilter } from './filters.ts';

/** What an image processor of transformers does where its file says nothing. */
export interface ProcessorDefaults {
  /** What a size of one number means: both sides, or the shorter one. */
  readonly square: boolean;
  readonly size: Readonly<Record<string, number>>;
  readonly filter: ResizeFilter;
  /** Side of the middle that is cut out; undefined where nothing is. */
  readonly crop?: number;
  /** The middle of this share of the shorter side is cut out, the size being its side; small sizes only. */
  readonly cropShare?: number;
  /**
   * Pictures of a batch are padded to one size, that of the largest or this one, and a size of one number has a bound for the
   * longer side beside it.
   */
  readonly pads?: 'largest' | Size;
  readonly normalize: boolean;
  readonly reverseChannels?: boolean;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

const half = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };
const imagenet = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
const clip = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
};
const square = (side: number) => ({ square: true, size: { height: side, width: side } }) as const;

/** By the name of the class, without `ImageProcessor`, `FeatureExtractor` and `Fast`. */
export const processorDefaults: ReadonlyMap<string, ProcessorDefaults> = new Map<string, ProcessorDefaults>([
  ['ViT', { ...square(224), filter: 'bilinear', normalize: true, ...half }],
  ['DeiT', { ...square(256), filter: 'bicubic', crop: 224, normalize: true, ...half }],
  ['Beit', { ...square(224), filter: 'bicubic', normalize: true, ...half }],
  ['Siglip', { ...square(224), filter: 'bicubic', normalize: true, ...half }],
  ['Segformer', { ...square(512), filter: 'bilinear', normalize: true, ...imagenet }],
  ...(['CLIP', 'Bit'] as const).map((name): [string, ProcessorDefaults] => [
    name,
    { square: false, size: { shortest_edge: 224 }, filter: 'bicubic', crop: 224, normalize: true, ...clip },
  ]),
  [
    'MobileViT',
    {
      ...{ square: false, size: { shortest_edge: 224 }, filter: 'bicubic', crop: 256 },
      ...{ normalize: false, reverseChannels: true, ...half },
    },
  ],
  ...(['Detr', 'Yolos'] as const).map((name): [string, ProcessorDefaults] => [
    name,
    {
      ...{ square: false, size: { shortest_edge: 800, longest_edge: 1333 }, filter: 'bilinear' },
      ...{ normalize: true, pads: 'largest', ...imagenet },
    },
  ]),
  [
    'ConvNext',
    {
      ...{ square: false, size: { shortest_edge: 384 }, cropShare: 224 / 256, filter: 'bicubic' },
      ...{ normalize: true, ...half },
    },
  ],
  [
    'Sam',
    {
      ...{ square: true, size: { longest_edge: 1024 }, filter: 'bilinear' },
      ...{ normalize: true, pads: [1024, 1024], ...imagenet },
    },
  ],
]);
