import type { LoadPretrainedOptions } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import { cache, pretrained } from '../harness/places.ts';

/** The model of a published file. In a page its twin of `page/` fetches it. */
export function openPublished(
  file: string,
  options: LoadPretrainedOptions,
): ReturnType<typeof fromPretrained> {
  return fromPretrained(`${pretrained}/${file}`, options);
}

/** The model of a file that a script of `peers/export/` has made. */
export function openExported(
  file: string,
  options: LoadPretrainedOptions,
): ReturnType<typeof fromPretrained> {
  return fromPretrained(`${cache}/${file}`, options);
}
