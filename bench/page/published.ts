import { fromPretrained, type LoadPretrainedOptions } from '@heed/transformer';
import { cache, pretrained } from './places.ts';

/** The model of a published file, by its URL: as a page has it that keeps nothing. */
export function openPublished(
  file: string,
  options: LoadPretrainedOptions,
): ReturnType<typeof fromPretrained> {
  return fromPretrained(new URL(`${pretrained}/${file}`, location.origin), options);
}

/** The same for a file that a script of `peers/export/` has made. */
export function openExported(
  file: string,
  options: LoadPretrainedOptions,
): ReturnType<typeof fromPretrained> {
  return fromPretrained(new URL(`${cache}/${file}`, location.origin), options);
}
