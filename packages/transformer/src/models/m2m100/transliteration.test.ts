import { readFileSync } from 'node:fs';
import { collect, loadWeights, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { readGolden } from '../../../../../fixtures/read-golden.ts';
import { generateBeams, generateSequences } from '../../generation/index.ts';
import type { BartLikeConfig } from '../bart-like/index.ts';
import { worstDifference } from '../testing/golden.ts';
import { M2M100 } from './index.ts';

interface Golden {
  readonly source_vocabulary: readonly string[];
  readonly target_vocabulary: readonly string[];
  readonly rows: readonly {
    readonly source: string;
    readonly greedy: string;
    readonly greedy_score: number;
    readonly beam4: readonly string[];
    readonly beam4_scores: readonly number[];
  }[];
}

const folder = new URL('../../../../../fixtures/models/transliteration/', import.meta.url);
const golden: Golden = JSON.parse(readFileSync(new URL('golden.json', folder), 'utf8'));
const io = readGolden('models/transliteration/io.safetensors');

const half = { layers: 6, heads: 8, feedForwardWidth: 128, layerDropout: 0 };
const config: BartLikeConfig = {
  sourceVocabularySize: golden.source_vocabulary.length,
  vocabularySize: golden.target_vocabulary.length,
  width: 32,
  encoder: half,
  decoder: half,
  decoderLayers: half.layers,
  positions: 1024,
  activation: 'relu',
  embeddingScale: Math.sqrt(32),
  embeddingNorm: false,
  normFirst: true,
  dropout: 0,
  attentionDropout: 0,
  activationDropout: 0,
  sharedEmbeddings: false,
  tied: false,
  logitsBias: true,
  padId: 0,
  startId: 1,
  endId: 2,
};

async function load(): Promise<M2M100> {
  const model = new M2M100(config);
  await loadWeights(model, readFileSync(new URL('model.safetensors', folder)));
  return model;
}

const array = (name: string) => {
  const found = io.get(name);
  if (found === undefined) throw new Error(`the golden file has no ${name}`);
  return { data: found.data, shape: [1, ...found.shape] };
};
const ids = (name: string): Tensor => tensor(array(name).data, { shape: array(name).shape });

const idsOf = (word: string): number[] =>
  Array.from(word, (letter) => golden.source_vocabulary.indexOf(letter));
const wordOf = (target: readonly number[]): string =>
  target.map((id) => golden.target_vocabulary[id]).join('');

describe('real weights: Arabic to Latin, CTranslate2', () => {
  it('states and logits of a name', async () => {
    const model = await load();
    using seen = collect(model, ['model.encoder'], () => model.forward(ids('source_ids'), ids('target_ids')));
    const [states] = seen.get('model.encoder') ?? [];
    if (states === undefined) throw new Error('no states');
    expect(worstDifference(states, array('encoder_output'))).toBeLessThan(1e-4);
    expect(worstDifference(seen.result, array('logits'))).toBeLessThan(1e-4);
    model.dispose();
  });

  it('twenty names, all at once, as CTranslate2 writes them', async () => {
    const model = await load();
    const found = await generateSequences(
      model,
      golden.rows.map(({ source }) => idsOf(source)),
      { beams: 1 },
    );
    expect(found.map((best) => wordOf(best.ids))).toEqual(golden.rows.map(({ greedy }) => greedy));
    for (const [row, { ids: target, logProbability }] of found.entries()) {
      expect(logProbability / (target.length + 1)).toBeCloseTo(golden.rows[row]?.greedy_score ?? 0, 3);
    }
    model.dispose();
  });

  it('the best two of four beams of each name, with their scores', async () => {
    // CTranslate2 is done as soon as four have ended.
    const model = await load();
    const found = await generateBeams(
      model,
      golden.rows.map(({ source }) => idsOf(source)),
      { beams: 4, returned: 2, earlyStopping: true, maximumNewTokens: 30 },
    );
    for (const [row, beams] of found.entries()) {
      const { beam4 = [], beam4_scores = [] } = golden.rows[row] ?? {};
      expect(beams.map(({ ids }) => wordOf(ids.slice(0, -1)))).toEqual(beam4);
      for (const [at, { score }] of beams.entries()) expect(score).toBeCloseTo(beam4_scores[at] ?? 0, 3);
    }
    model.dispose();
  });
});
