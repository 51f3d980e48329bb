export { type Augmentation, inOrder } from './augmentation/augmentation.ts';
export { flipHorizontally, flipVertically, type RandomFlipOptions, randomFlip } from './augmentation/flip.ts';
export {
  cutMix,
  type MixedPictures,
  type MixOptions,
  mixedCrossEntropy,
  mixUp,
} from './augmentation/mixing.ts';
export { type RandAugmentOptions, randAugment } from './augmentation/rand-augment.ts';
export { type RandomCropOptions, randomCrop } from './augmentation/random-crop.ts';
export { type RandomErasingOptions, randomErasing } from './augmentation/random-erasing.ts';
export { type RandomResizedCropOptions, randomResizedCrop } from './augmentation/random-resized-crop.ts';
export { type PictureAttentionOptions, pictureAttentionHtml } from './inside/attention-page.ts';
export { type DetectedObjectsSvgOptions, detectedObjectsSvg } from './inside/detected-objects-svg.ts';
export { classAttention, classRollout, type LookedAt, lookAt, patchSimilarity } from './inside/looked-at.ts';
export { type OverlayOptions, overlayPicture } from './inside/overlay.ts';
export { type OverlaySegmentsOptions, overlaySegments, segmentColor } from './inside/overlay-segments.ts';
export * from './models/index.ts';
export {
  type InterpolatePositionsOptions,
  interpolatePositions,
} from './patches/interpolate-positions.ts';
export { PatchDropout } from './patches/patch-dropout.ts';
export { cutPatches, PatchEmbedding, type PatchEmbeddingOptions } from './patches/patch-embedding.ts';
export { type PatchPooling, poolPatches } from './patches/pooling.ts';
export { type SinusoidalPositions2dOptions, sinusoidalPositions2d } from './patches/sinusoidal-2d.ts';
export { gridOf, type Size } from './patches/size.ts';
export { pictureFromBrowser } from './pictures/browser.ts';
export { convertColor, flattenAlpha } from './pictures/color.ts';
export { decodePicture } from './pictures/decode-picture.ts';
export { orientPicture } from './pictures/orient.ts';
export {
  channelsOf,
  checkPicture,
  maximumPixels,
  type Picture,
  type PictureColor,
  type PictureData,
} from './pictures/picture.ts';
export { type PictureFormat, type PictureHeader, readPictureHeader } from './pictures/picture-header.ts';
export { encodePng } from './pictures/png.ts';
export { visionFamilies } from './pretrained/families.ts';
export { loadProcessor } from './pretrained/load-processor.ts';
export { type CropOptions, centerCrop, cropPicture, padPicture } from './processing/crop.ts';
export type { ResizeFilter } from './processing/filters.ts';
export { type PaddedPixels, PictureProcessor, type ProcessorConfig } from './processing/picture-processor.ts';
export { type PixelOptions, toPixels } from './processing/pixels.ts';
export { readProcessorConfig } from './processing/read-processor-config.ts';
export { type ResizeOptions, resizePicture } from './processing/resize.ts';
export { type TargetSize, targetSizeOf } from './processing/target-size.ts';
