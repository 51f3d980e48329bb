import { FormatError, openSafetensors, parseStrictJson } from '@heed/core';
import { fileSource, saveSafetensors } from '@heed/core/node';

/** A recording of someone who says a text. */
export interface Recording {
  readonly speaker: string;
  /** Words in small letters. */
  readonly text: string;
  /** Of one channel, at {@link telephoneRate}. */
  readonly samples: Float32Array;
}

/** Samples a second of the recordings, that of the telephone, in hertz. */
export const telephoneRate = 8000;

/** Where a recording lies among all samples. */
interface Place {
  readonly speaker: string;
  readonly text: string;
  readonly start: number;
  readonly length: number;
}

/** Writes recordings as one safetensors file, whole or not at all: 16 bits a sample. */
export async function writeRecordings(path: string, recordings: readonly Recording[]): Promise<void> {
  const total = recordings.reduce((sum, { samples }) => sum + samples.length, 0);
  const data = new Int16Array(total);
  const places: Place[] = [];
  let start = 0;
  for (const { speaker, text, samples } of recordings) {
    data.set(
      samples.map((sample) => Math.round(Math.min(1, Math.max(-1, sample)) * 32_767)),
      start,
    );
    places.push({ speaker, text, start, length: samples.length });
    start += samples.length;
  }
  await saveSafetensors(path, [['samples', { type: 'I16', shape: [total], data }]], {
    metadata: { places: JSON.stringify(places) },
  });
}

/**
 * Reads what {@link writeRecordings} wrote.
 *
 * @throws {FormatError} for another file, naming it.
 */
export async function readRecordings(path: string): Promise<readonly Recording[]> {
  await using file = await openSafetensors(await fileSource(path));
  const { data } = await file.read('samples');
  const places = parseStrictJson(file.metadata['places'] ?? '', `${path}: places`);
  if (!(data instanceof Int16Array) || !Array.isArray(places)) {
    throw new FormatError(`${path}: no recordings as prepare writes them`);
  }
  return places.map((place: unknown, at) => {
    if (!isPlace(place) || place.start + place.length > data.length) {
      throw new FormatError(`${path}: recording ${at} lies outside the samples`);
    }
    const { speaker, text, start, length } = place;
    return {
      speaker,
      text,
      samples: Float32Array.from(data.subarray(start, start + length), (x) => x / 32_767),
    };
  });
}

function isPlace(value: unknown): value is Place {
  if (typeof value !== 'object' || value === null) return false;
  const { speaker, text, start, length }: Partial<Record<keyof Place, unknown>> = value;
  const isCount = (count: unknown): boolean => Number.isSafeInteger(count) && Number(count) >= 0;
  return typeof speaker === 'string' && typeof text === 'string' && isCount(start) && isCount(length);
}
