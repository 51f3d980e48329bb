export { boxCorners, generalizedOverlap } from './box-overlap.ts';
export { type DetectedObject, type DetectedObjectsOptions, detectedObjects } from './detected-objects.ts';
export {
  type DetectedSegment,
  type DetectedSegmentsOptions,
  detectedSegments,
  type SegmentedPicture,
} from './detected-segments.ts';
export { DetectionHead } from './detection-head.ts';
export {
  type DetectionLoss,
  type DetectionLossConfig,
  type DetectionTerms,
  detectionLoss,
  detrLossConfig,
  readDetectionLossConfig,
} from './detection-loss.ts';
export type { DetectionOutput } from './detection-output.ts';
export type { MaskTerms } from './mask-loss.ts';
export { type LabelledObjects, type Match, type MatchingCosts, matchObjects } from './match-objects.ts';
export { type CornerBox, suppressOverlaps } from './suppress-overlaps.ts';
