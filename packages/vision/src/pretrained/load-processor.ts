import { FormatError, parseStrictJson } from '@heed/core';
import { checkFiles, HfConfig, type PretrainedFiles } from '@heed/transformer';
import { PictureProcessor } from '../processing/picture-processor.ts';
import { readProcessorConfig } from '../processing/read-processor-config.ts';

/** Such files have some hundred bytes. */
const maximumBytes = 1_000_000;

/**
 * What a published model does to pictures before it sees them: its `preprocessor_config.json`, or the part of
 * `processor_config.json` for pictures.
 *
 * @param files The files of the model: `(await fromPretrained(…)).files`.
 * @throws {FormatError} where there is neither, or one breaks its format.
 *
 * @example
 * ```ts
 * import { filesOf } from '@heed/transformer';
 * import { loadProcessor } from '@heed/vision';
 * const config = { image_processor_type: 'ViTImageProcessor', size: { height: 32, width: 32 } };
 * const files = filesOf({ 'preprocessor_config.json': new Blob([JSON.stringify(config)]) });
 * console.log((await loadProcessor(files)).config.resize?.size); // { height: 32, width: 32 }
 * ```
 */
export async function loadProcessor(files: PretrainedFiles): Promise<PictureProcessor> {
  checkFiles('loadProcessor', files);
  const name = ['preprocessor_config.json', 'processor_config.json'].find((file) =>
    files.names.includes(file),
  );
  if (name === undefined) {
    throw new FormatError(
      `${files.name} has no preprocessor_config.json, which says how pictures are prepared`,
    );
  }
  const source = await files.open(name);
  try {
    if (source.size > maximumBytes) throw new FormatError(`${source.name} has ${source.size} bytes`);
    const text = new TextDecoder().decode(await source.read(0, source.size));
    const whole = new HfConfig(parseStrictJson(text, name), name);
    return new PictureProcessor(readProcessorConfig(whole.nested('image_processor') ?? whole));
  } finally {
    await source.close?.();
  }
}
