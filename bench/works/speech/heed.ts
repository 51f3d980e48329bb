import { join } from 'node:path';
import { speechFamilies, WhisperDecoder } from '@heed/speech';
import { fromPretrained } from '@heed/transformer/node';
import { pretrained } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { compared, readSound } from './sounds.ts';

/** Whisper tiny.en on the current backend. */
export async function openDecoder(precision: string): Promise<WhisperDecoder> {
  const model = await fromPretrained(join(pretrained, 'whisper-tiny-en'), {
    families: speechFamilies,
    ...(precision === 'q8' && { quantize: 'q8_0' }),
  });
  return WhisperDecoder.from(model);
}

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const decoder = await openDecoder(String(setting['precision']));
  const samples = readSound('window');
  const listen = async (): Promise<readonly number[]> => {
    using features = decoder.features(samples);
    const [window] = await decoder.decodeWindows(features, [{ language: 'en', withoutTimestamps: true }]);
    return window?.ids ?? [];
  };
  return { run: listen, answer: async () => (await listen()).slice(0, compared) };
};
