import { readFileSync } from 'node:fs';
import {
  encodeSafetensors,
  isQuantized,
  loadWeights,
  openSafetensors,
  RandomGenerator,
  saveWeights,
  type Tensor,
  tensor,
  type WeightArray,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { worstDifference } from '../../../../../fixtures/compare.ts';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { selectFiles } from '../../pretrained/hub/select-files.ts';
import { fromPretrained } from '../../pretrained/index.ts';
import { classify, fillMask } from '../../tasks/index.ts';
import { attachLora } from '../../training/adapters/index.ts';
import { encoderSavedNames } from '../encoder-weights.ts';
import { HfConfig } from '../hf-config.ts';
import {
  DebertaV2ForMaskedLM,
  DebertaV2ForSequenceClassification,
  DebertaV2Model,
  debertaV2WeightNames,
  readDebertaV2Config,
} from './index.ts';

const pieces = new Uint8Array(
  readFileSync(new URL('../../../../../fixtures/tokenizer/sentence-piece/deberta.model', import.meta.url)),
);
const bytes = (json: object): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
const ids = tensor([[1, 4, 17, 9, 30, 2]], { dtype: 'int32' });

/** As microsoft/deberta-v3-base has it, but for its sizes; its vocabulary is larger than the tokenizer's, too. */
const config = {
  ...{ model_type: 'deberta-v2', vocab_size: 224, hidden_size: 64, intermediate_size: 96 },
  ...{ num_hidden_layers: 1, num_attention_heads: 2, max_position_embeddings: 40 },
  ...{ relative_attention: true, position_buckets: 8, norm_rel_ebd: 'layer_norm', share_att_key: true },
  ...{ pos_att_type: 'p2c|c2p', layer_norm_eps: 1e-7, max_relative_positions: -1 },
  ...{ position_biased_input: false, type_vocab_size: 0 },
};
const tokenizer = {
  'spm.model': pieces,
  'tokenizer_config.json': bytes({ do_lower_case: false, vocab_type: 'spm' }),
};

async function filesOfModel(
  model: DebertaV2ForMaskedLM | DebertaV2ForSequenceClassification,
  more: object = {},
): Promise<Record<string, Uint8Array>> {
  return {
    'config.json': bytes({ ...config, ...more, architectures: [model.constructor.name] }),
    'model.safetensors': new Uint8Array(await saveWeights(model, encoderSavedNames)),
    ...tokenizer,
  };
}

describe('published as microsoft/deberta-v3-base is', () => {
  const golden = readModel('deberta-v3-masked-lm');
  const { legacy: _, ...plain } = golden.config as Record<string, unknown>;

  it('files hold tables and heads that nobody reads, and the head of training', async () => {
    const file = await openSafetensors(golden.weights);
    const entries = await Promise.all(
      Array.from(
        file.entries.keys(),
        async (name): Promise<[string, WeightArray]> => [name, await file.read(name)],
      ),
    );
    const unread = { type: 'F32' as const, shape: [19, 12], data: new Float32Array(19 * 12) };
    const weights = await encodeSafetensors([
      ...entries,
      ['deberta.embeddings.position_embeddings.weight', unread],
      ['mask_predictions.dense.weight', unread],
    ]);
    const files = { 'config.json': bytes(plain), 'model.safetensors': new Uint8Array(weights) };
    const { model } = await fromPretrained(files);
    expect(model).toBeInstanceOf(DebertaV2ForMaskedLM);
    const encoder = (await fromPretrained(files, { architecture: 'DebertaV2Model' })).model;
    if (!(model instanceof DebertaV2ForMaskedLM) || !(encoder instanceof DebertaV2Model))
      expect.unreachable();
    expect(model.lmPredictions).toBeDefined();
    expect(worstDifference(encoder.forward(ids), model.deberta.forward(ids))).toBe(0);
  });

  it('of a repository its spm.model is downloaded', () => {
    const names = ['config.json', 'pytorch_model.bin', 'spm.model', 'tf_model.h5', 'tokenizer_config.json'];
    const chosen = selectFiles(
      names.map((path) => ({ path, size: 1, hash: { algorithm: 'sha256' as const, hex: '' } })),
      'microsoft/deberta-v3-base',
    );
    expect(chosen.map(({ path }) => path)).toEqual(names.filter((name) => name !== 'tf_model.h5'));
  });

  it('what is missing is missing', async () => {
    const model = new DebertaV2ForSequenceClassification(readDebertaV2Config(new HfConfig(plain)));
    await expect(loadWeights(model, golden.weights, debertaV2WeightNames(model))).rejects.toThrow(/pooler/);
  });
});

describe('tasks, with an spm.model', () => {
  const resolved = readDebertaV2Config(new HfConfig({ ...config, legacy: false, num_labels: 3 }));

  it('fillMask', async () => {
    const model = new DebertaV2ForMaskedLM(resolved).initialize(new RandomGenerator(1));
    const pretrained = await fromPretrained(await filesOfModel(model));
    const [gap = []] = await fillMask(pretrained, 'The [MASK] is wide.', { topK: 3 });
    const encoded = pretrained.tokenizer?.encode('The [MASK] is wide.') ?? [];
    expect([encoded[0], encoded.at(-1), encoded.indexOf(220)]).toEqual([1, 2, 2]);
    const logits = [...model.forward(tensor([encoded], { dtype: 'int32' })).dataSync()].slice(
      2 * 224,
      3 * 224,
    );
    const best = [...logits.entries()].sort(([, a], [, b]) => b - a).slice(0, 3);
    expect(gap.map(({ id }) => id)).toEqual(best.map(([id]) => id));
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    for (const [at, [, logit]] of best.entries())
      expect(gap[at]?.score).toBeCloseTo(Math.exp(logit) / total, 6);
  });

  it('classify, a text and a pair', async () => {
    const model = new DebertaV2ForSequenceClassification(resolved).initialize(new RandomGenerator(1));
    const id2label = { 0: 'entailment', 1: 'neutral', 2: 'contradiction' };
    const pretrained = await fromPretrained(await filesOfModel(model, { id2label }));
    const [text, pair] = ['The river is wide.', 'A river'];
    const found = await classify(pretrained, [text, { text, pair }]);
    for (const [at, input] of [text, [text, pair] as const].entries()) {
      const encoded = pretrained.tokenizer?.encode(input) ?? [];
      const logits = [...model.forward(tensor([encoded], { dtype: 'int32' })).dataSync()];
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      const scores = new Map(found[at]?.map(({ label, score }) => [label, score]));
      expect(scores.size).toBe(3);
      for (const [label, name] of Object.entries(id2label)) {
        expect(scores.get(name)).toBeCloseTo(Math.exp(logits[Number(label)] ?? 0) / total, 5);
      }
    }
  });
});

describe('weights', () => {
  const resolved = readDebertaV2Config(new HfConfig(config));
  const model = new DebertaV2ForSequenceClassification(resolved).initialize(new RandomGenerator(1));
  const numbers = (x: Tensor): number => Math.max(...x.dataSync().map(Math.abs));

  it('in blocks of 8 bits give nearly the same', async () => {
    const quantized = (await fromPretrained(await filesOfModel(model), { quantize: 'q8_0' })).model;
    if (!(quantized instanceof DebertaV2ForSequenceClassification)) expect.unreachable();
    const inBlocks = [...quantized.parameters()]
      .filter(([, { dtype }]) => isQuantized(dtype))
      .map(([path]) => path);
    expect(inBlocks).toContain('deberta.encoder.layer.0.attention.self.queryProj.weight');
    const [exact, near] = [model.deberta.forward(ids), quantized.deberta.forward(ids)];
    expect(worstDifference(near, exact)).toBeGreaterThan(0);
    expect(worstDifference(near, exact)).toBeLessThan(0.02 * numbers(exact));
  });

  it('take corrections of low rank, also where contents and positions share a projection', async () => {
    const tuned = new DebertaV2ForSequenceClassification(resolved).initialize(new RandomGenerator(1));
    const adapter = attachLora(tuned, { targets: ['**.self.queryProj', '**.self.keyProj'], rank: 3 });
    expect(worstDifference(tuned.forward(ids), model.forward(ids))).toBe(0);
    for (const [path, parameter] of tuned.parameters()) {
      if (parameter.trainable && path.includes('queryProj'))
        parameter.assign(new RandomGenerator(7).normal([...parameter.shape]));
    }
    const before = tuned.forward(ids);
    expect(worstDifference(before, model.forward(ids))).toBeGreaterThan(1e-4);
    adapter.merge();
    expect(worstDifference(tuned.forward(ids), before)).toBeLessThan(1e-5);
  });
});
