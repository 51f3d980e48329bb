import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { supportsColor } from '@heed/attention/terminal';
import { OptionError, tidy } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import { fromPretrained } from '@heed/transformer/node';
import {
  DetrForSegmentation,
  detectedSegments,
  encodePng,
  generateMasks,
  loadProcessor,
  type MobileViTForSemanticSegmentation,
  maskMap,
  overlaySegments,
  type Picture,
  type PictureProcessor,
  SamModel,
  type SegformerForSemanticSegmentation,
  segmentationMap,
  segmentColor,
  visionFamilies,
} from '@heed/vision';
import { readPicture } from '@heed/vision/node';
import type { PrintOptions } from './recognise.ts';
import { isSegmenter, locationOf, type Segmenter } from './recognizer.ts';

/** A class, thing or region of a picture. */
export interface Segment {
  /** Its number in the map. */
  readonly id: number;
  /** Its name; of a SAM, which names nothing, the score, the stability and the box. */
  readonly label: string;
  /** How sure a DETR is; a model that names every pixel says nothing of a class as a whole. */
  readonly probability?: number;
  /** Its share of the picture's pixels. */
  readonly share: number;
}

/** A picture in parts. */
export interface SegmentedFile {
  readonly path: string;
  readonly picture: Picture;
  /** The number of the segment at each pixel, row by row; 0 for none. */
  readonly map: Int32Array;
  readonly segments: readonly Segment[];
}

/** How {@link segment} goes. */
export interface SegmentOptions {
  /** What is less likely is left out: 0.5 by default with a DETR, 0.88 with a SAM. */
  readonly threshold?: number | undefined;
  /** Points each way that a SAM is asked about. */
  readonly points?: number | undefined;
  /** Layers of crops that a SAM sees beside the whole picture. */
  readonly crops?: number | undefined;
  /** Names whose segments are one, with a DETR: what is not counted, such as sky. */
  readonly merged?: readonly string[] | undefined;
  readonly log?: (line: string) => void;
}

/**
 * Parts of picture files: the classes of all pixels with a SegFormer or a MobileViT, things and regions with a DETR that has
 * masks, and whatever can be told apart with a SAM.
 *
 * @throws {OptionError} for another model, and for an option that the model has no use for.
 */
export async function* segment(
  source: string,
  paths: readonly string[],
  options: SegmentOptions = {},
): AsyncGenerator<SegmentedFile> {
  const { model, files } = await fromPretrained(locationOf(source), {
    families: visionFamilies,
    tokenizer: false,
  });
  if (!isSegmenter(model)) {
    throw new OptionError(`${source}: ${model.constructor.name} tells no parts of a picture apart`);
  }
  const { parts, takes } = partsOf(model);
  for (const name of ['threshold', 'points', 'crops', 'merged'] as const) {
    if (options[name] !== undefined && !takes.includes(name)) {
      throw new OptionError(
        `${source}: ${model.constructor.name} takes ${takes.join(', ') || 'none of these options'}, got ${name}`,
      );
    }
  }
  const processor = await loadProcessor(files);
  for (const path of paths) {
    const picture = await readPicture(path);
    yield { path, picture, ...(await parts(picture, processor, options)) };
  }
}

type Parts = Pick<SegmentedFile, 'map' | 'segments'>;
type FindParts = (picture: Picture, processor: PictureProcessor, options: SegmentOptions) => Promise<Parts>;

/** How a model finds parts, and the options that it takes. */
function partsOf(model: Segmenter): { parts: FindParts; takes: readonly (keyof SegmentOptions)[] } {
  if (model instanceof DetrForSegmentation) {
    const parts: FindParts = async (picture, processor, options) =>
      thingsOf(model, picture, processor, options);
    return { parts, takes: ['threshold', 'merged'] };
  }
  if (model instanceof SamModel) {
    const parts: FindParts = (picture, processor, options) => masksOf(model, picture, processor, options);
    return { parts, takes: ['threshold', 'points', 'crops'] };
  }
  return { parts: async (picture, processor) => classesOf(model, picture, processor), takes: [] };
}

function classesOf(
  model: SegformerForSemanticSegmentation | MobileViTForSemanticSegmentation,
  picture: Picture,
  processor: PictureProcessor,
): Parts {
  const { height, width } = picture;
  const classes = tidy(() => {
    const logits = model.forward(processor.process([picture]));
    return segmentationMap(logits, [height, width]).dataSync();
  });
  const map = Int32Array.from(classes, (label) => label + 1);
  const shares = sharesOf(map);
  const segments = model.config.labels.map((label, at) => {
    return { id: at + 1, label, share: shares.get(at + 1) ?? 0 };
  });
  return { map, segments: largestFirst(segments) };
}

function thingsOf(
  model: DetrForSegmentation,
  picture: Picture,
  processor: PictureProcessor,
  { threshold, merged }: SegmentOptions,
): Parts {
  return tidy(() => {
    const output = model.forward(processor.process([picture]));
    const [found] = detectedSegments(output, model.config.labels, {
      pictures: [picture],
      ...(threshold !== undefined && { threshold }),
      ...(merged && { merged }),
    });
    const map = Int32Array.from(found?.map.dataSync() ?? []);
    const shares = sharesOf(map);
    const segments = (found?.segments ?? []).map(({ id, label, probability }) => {
      return { id, label, probability, share: shares.get(id) ?? 0 };
    });
    return { map, segments: largestFirst(segments) };
  });
}

async function masksOf(
  model: SamModel,
  picture: Picture,
  processor: PictureProcessor,
  { threshold, points, crops, log }: SegmentOptions,
): Promise<Parts> {
  const masks = await generateMasks(model, processor, picture, {
    ...(threshold !== undefined && { scoreThreshold: threshold }),
    ...(points !== undefined && { pointsPerSide: points }),
    ...(crops !== undefined && { cropLayers: crops }),
    ...(log && { onProgress: ({ done, total }) => log(`update ${done}/${total} points`) }),
  });
  const pixels = picture.width * picture.height;
  const segments = masks.map(({ box, score, stability, area }, at) => {
    const label = `score ${score.toFixed(3)}\tstability ${stability.toFixed(3)}\t${box.join(', ')}`;
    return { id: at + 1, label, share: area / pixels };
  });
  return { map: masks.length === 0 ? new Int32Array(pixels) : maskMap(masks), segments };
}

/** Shares of all pixels by segment. */
function sharesOf(map: Int32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const id of map) counts.set(id, (counts.get(id) ?? 0) + 1);
  return new Map([...counts].map(([id, count]) => [id, count / map.length]));
}

function largestFirst(segments: readonly Segment[]): Segment[] {
  return segments.filter(({ share }) => share > 0).sort((one, other) => other.share - one.share);
}

/** Prints the parts of a picture, and writes `NAME.segments.png`, the picture with its parts in colours, into a folder. */
export async function printSegments(
  { path, picture, map, segments }: SegmentedFile,
  folder: string,
  { output, environment }: PrintOptions,
): Promise<void> {
  const color = supportsColor(output, environment);
  output.write(`${path}\n`);
  for (const { id, label, probability, share } of segments) {
    const swatch = color ? `\u001b[48;2;${segmentColor(id).join(';')}m  \u001b[0m ` : '';
    const sure = probability === undefined ? '' : `\t${(100 * probability).toFixed(1)} %`;
    output.write(`${swatch}${(100 * share).toFixed(1).padStart(6)} %  ${label}${sure}\n`);
  }
  if (segments.length === 0) output.write('nothing found\n');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${basename(path).replace(/\.\w+$/, '')}.segments.png`);
  await writeFileAtomically(file, encodePng(overlaySegments(picture, map)));
  output.write(`Written: ${file}\n`);
}
