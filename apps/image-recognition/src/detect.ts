import { OptionError, tidy } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import {
  type DetectedObject,
  DetrForObjectDetection,
  detectedObjects,
  loadProcessor,
  visionFamilies,
  YolosForObjectDetection,
} from '@heed/vision';
import { readPicture } from '@heed/vision/node';
import { isSegmenter, locationOf } from './recognizer.ts';

/** A thing that was found in a picture file, its box in pixels. */
export interface FoundObject extends DetectedObject {
  readonly path: string;
}

/**
 * Finds things in picture files with a YOLOS or a DETR.
 *
 * @throws {OptionError} for another model.
 */
export async function* detect(
  source: string,
  paths: readonly string[],
  threshold: number,
): AsyncGenerator<FoundObject> {
  const { model, files } = await fromPretrained(locationOf(source), {
    families: visionFamilies,
    tokenizer: false,
  });
  if (!(model instanceof YolosForObjectDetection || model instanceof DetrForObjectDetection)) {
    const hint = isSegmenter(model)
      ? 'tells parts of pictures apart: see the command segment'
      : 'names pictures and finds nothing in them';
    throw new OptionError(`${source}: ${model.constructor.name} ${hint}`);
  }
  const processor = await loadProcessor(files);
  for (const path of paths) {
    const picture = await readPicture(path);
    const found = tidy(() => {
      const output = model.forward(processor.process([picture]));
      return detectedObjects(output, model.config.labels, { threshold, pictures: [picture] })[0] ?? [];
    });
    for (const object of found) yield { ...object, path };
  }
}
