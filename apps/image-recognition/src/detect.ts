import { OptionError } from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import {
  type DetectedObject,
  detectedObjects,
  loadProcessor,
  visionFamilies,
  YolosForObjectDetection,
} from '@heed/vision';
import { readPicture } from '@heed/vision/node';
import { locationOf } from './recognizer.ts';

/** A thing that was found in a picture file, its box in pixels. */
export interface FoundObject extends DetectedObject {
  readonly path: string;
}

/**
 * Finds things in picture files with a YOLOS.
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
  if (!(model instanceof YolosForObjectDetection)) {
    throw new OptionError(`${source}: ${model.constructor.name} names pictures and finds nothing in them`);
  }
  const processor = await loadProcessor(files);
  for (const path of paths) {
    const picture = await readPicture(path);
    const output = model.forward(processor.process([picture]));
    for (const found of detectedObjects(output, model.config.labels, { threshold })[0] ?? []) {
      const [left, top, right, bottom] = found.box;
      const { width, height } = picture;
      yield { ...found, path, box: [left * width, top * height, right * width, bottom * height] };
    }
    output.logits.dispose();
    output.boxes.dispose();
  }
}
