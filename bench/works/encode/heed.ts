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
import { readBytes, readJson } from '../../harness/files.ts';
import { pretrained } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';
import { batches } from './batches.ts';

const folder = `${pretrained}/minilm`;

export const prepare: Prepare = async (setting) => {
  await openBackend(setting);
  const config = readBertConfig(new HfConfig(await readJson(`${folder}/config.json`)));
  const encoder = new BertModel(config, { pooler: false });
  await loadWeights(encoder, await readBytes(`${folder}/model.safetensors`), bertWeightNames(encoder));
  const model = new SentenceEncoder(encoder, { normalize: true });
  const tokenizer = new Tokenizer(await readJson(`${folder}/tokenizer.json`));
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
