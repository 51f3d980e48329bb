import { speechFamilies, WhisperDecoder } from '@heed/speech';
import { fromPretrained } from '@heed/transformer/node';

/**
 * Loads a Whisper: a folder, or an id of the hub.
 *
 * @throws {OptionError} for a model of another kind.
 */
export async function loadTranscriber(source: string, log: (line: string) => void): Promise<WhisperDecoder> {
  const pretrained = await fromPretrained(source, {
    families: speechFamilies,
    onProgress: ({ stage, loaded, total }) => log(`update ${stage} ${Math.round((100 * loaded) / total)} %`),
  });
  return WhisperDecoder.from(pretrained);
}
