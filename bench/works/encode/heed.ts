import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWeights, tidy } from '@heed/core';
import {
  BertModel,
  bertWeightNames,
  HfConfig,
  padRows,
  readBertConfig,
  SentenceEncoder,
  Tokenizer,
} from '@heed/transformer';
import { pretrained } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { batches } from './batches.ts';

const folder = join(pretrained, 'minilm');
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const encoder = new BertModel(readBertConfig(new HfConfig(readJson('config.json'))), { pooler: false });
  await loadWeights(encoder, readFileSync(join(folder, 'model.safetensors')), bertWeightNames(encoder));
  const model = new SentenceEncoder(encoder, { normalize: true });
  const tokenizer = new Tokenizer(readJson('tokenizer.json'));
  const parts = batches(Number(setting['batch']), Number(setting['sentences']));

  const encode = (texts: readonly string[]): Float32Array =>
    tidy(() => {
      const rows = texts.map((text) => tokenizer.encode(text));
      const vectors = model.forward(padRows(rows, 0), { lengths: rows.map(({ length }) => length) });
      return Float32Array.from(vectors.dataSync());
    });
  return {
    run: () => {
      for (const part of parts) encode(part);
    },
    answer: () => parts.flatMap((part) => [...encode(part)]),
  };
};
