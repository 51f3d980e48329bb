import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWeightsFile } from '@heed/core/node';
import { EncoderDecoder, generateSequences, parseEncoderDecoderConfig, Tokenizer } from '@heed/transformer';
import { root } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';

const checkpoint = join(root, 'apps/translation/checkpoint');
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The ids of the sentences, which all sides translate. */
function sources(): number[][] {
  const tokenizer = new Tokenizer(readJson(join(checkpoint, 'tokenizer.json')));
  const file = new URL('sentences.json', import.meta.url);
  const { sentences }: { sentences: readonly string[] } = JSON.parse(readFileSync(file, 'utf8'));
  return sentences.map((sentence) => tokenizer.encode(sentence));
}

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const model = new EncoderDecoder(parseEncoderDecoderConfig(readJson(join(checkpoint, 'config.json'))));
  await loadWeightsFile(model, join(checkpoint, 'model.safetensors'));
  const rows = sources();
  const translate = (): ReturnType<typeof generateSequences> =>
    generateSequences(model, rows, { beams: Number(setting['beams']), maximumNewTokens: 40 });
  return {
    run: translate,
    answer: async () => (await translate()).flatMap(({ ids }) => [ids.length, ...ids]),
  };
};
