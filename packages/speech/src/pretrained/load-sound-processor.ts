import { FormatError, parseStrictJson } from '@heed/core';
import { checkFiles, HfConfig, type PretrainedFiles } from '@heed/transformer';
import { readSoundProcessorConfig } from '../processing/read-sound-processor-config.ts';
import { SoundProcessor } from '../processing/sound-processor.ts';

/** Such files have some hundred bytes; old ones of Whisper list all mel filters in half a million. */
const maximumBytes = 4_000_000;

/**
 * What a published model does to sound before it hears it: its `preprocessor_config.json`, or the part of
 * `processor_config.json` for sound.
 *
 * @param files The files of the model: `(await fromPretrained(…)).files`.
 * @throws {FormatError} where there is neither, or one breaks its format.
 *
 * @example
 * ```ts
 * import { filesOf } from '@heed/transformer';
 * import { loadSoundProcessor } from '@heed/speech';
 * const config = { feature_extractor_type: 'Wav2Vec2FeatureExtractor', sampling_rate: 16_000 };
 * const files = filesOf({ 'preprocessor_config.json': new Blob([JSON.stringify(config)]) });
 * console.log((await loadSoundProcessor(files)).samplingRate); // 16000
 * ```
 */
export async function loadSoundProcessor(files: PretrainedFiles): Promise<SoundProcessor> {
  checkFiles('loadSoundProcessor', files);
  const inProcessor = (await readJson(files, 'processor_config.json'))?.nested('feature_extractor');
  const config = inProcessor ?? (await readJson(files, 'preprocessor_config.json'));
  if (config === undefined) {
    throw new FormatError(`${files.name} has no preprocessor_config.json, which says how sound is prepared`);
  }
  return new SoundProcessor(readSoundProcessorConfig(config));
}

async function readJson(files: PretrainedFiles, name: string): Promise<HfConfig | undefined> {
  if (!files.names.includes(name)) return undefined;
  const source = await files.open(name);
  try {
    if (source.size > maximumBytes) throw new FormatError(`${source.name} has ${source.size} bytes`);
    const text = new TextDecoder().decode(await source.read(0, source.size));
    return new HfConfig(parseStrictJson(text, name), name);
  } finally {
    await source.close?.();
  }
}
