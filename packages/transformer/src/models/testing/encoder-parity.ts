import {
  Adam,
  add,
  crossEntropy,
  loadWeights,
  type Module,
  mean,
  multiply,
  type NameOptions,
  observe,
  openSafetensors,
  type SaveWeightsOptions,
  saveWeights,
  subtract,
  type Tensor,
  tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { recordDifferences, recordModelFact } from '../../../../../fixtures/model-facts.ts';
import { type GoldenModel, readModel } from '../../../../../fixtures/read-model.ts';
import type { EncoderConfig, EncoderOptions, SpanLogits } from '../encoder-model.ts';
import { encoderSavedNames } from '../encoder-weights.ts';
import { HfConfig } from '../hf-config.ts';
import { goldenArray, goldenMask, goldenTensor, worstDifference, worstMap } from './golden.ts';

/** An encoder with a head or without. */
export interface TestedEncoder extends Module {
  readonly config: EncoderConfig;
  forward(ids: Tensor, options?: EncoderOptions): Tensor | SpanLogits;
}

/** How to build a family's model, and where its layers stand. */
export interface EncoderFamily {
  readonly create: (config: HfConfig) => TestedEncoder;
  readonly names: (model: Module) => NameOptions;
  /** How its weights are saved, where not as those of BERT. */
  readonly saved?: Pick<SaveWeightsOptions, 'rename'>;
  /** Path of the embedded text, and of a layer: hidden states. */
  readonly embeddings: string;
  readonly layer: (index: number) => string;
  /** Path of a layer's attention weights. */
  readonly weights: (index: number) => string;
}

/** A golden encoder in our own classes. */
async function loadEncoder(golden: GoldenModel, family: EncoderFamily): Promise<TestedEncoder> {
  const model = family.create(new HfConfig(golden.config));
  await loadWeights(model, golden.weights, family.names(model));
  return model;
}

/** Ids, mask and, where the model has them, token types of a golden encoder. */
export function goldenInput(golden: GoldenModel): [ids: Tensor, options: EncoderOptions] {
  const types = golden.io.has('input.token_type_ids')
    ? { tokenTypeIds: goldenTensor(golden, 'input.token_type_ids') }
    : {};
  return [
    goldenTensor(golden, 'input.input_ids'),
    { mask: goldenMask(golden, 'input.attention_mask'), ...types },
  ];
}

/** What a model with or without a head gives, under the names of transformers. */
function namedOutputs(
  model: TestedEncoder,
  output: Tensor | SpanLogits,
  golden: GoldenModel,
): (readonly [name: string, value: Tensor])[] {
  if ('start' in output) return Object.entries({ start_logits: output.start, end_logits: output.end });
  if (golden.io.has('output.logits.f64') || golden.io.has('output.logits')) return [['logits', output]];
  const pooled = hasPooler(model) ? model.pool(output) : undefined;
  return [['last_hidden_state', output], ...(pooled ? [['pooler_output', pooled] as const] : [])];
}

function hasPooler(model: TestedEncoder): model is TestedEncoder & { pool(states: Tensor): Tensor } {
  return 'pool' in model;
}

type Look = readonly [path: string, look: (value: Tensor) => void];

/** Observers of paths. Of a module that runs several times, the first entry sees the first run, and so on. */
function observersOf(looks: readonly Look[]): Record<string, (value: Tensor) => void> {
  const byPath = Map.groupBy(looks, ([path]) => path);
  return Object.fromEntries(
    Array.from(byPath, ([path, own]) => {
      let run = 0;
      return [path, (value: Tensor): void => own[run++]?.[1](value)];
    }),
  );
}

/** Tests an encoder against a golden model: outputs, hidden states, attention maps, names of weights, training. */
export function describeEncoderParity(name: string, family: EncoderFamily): void {
  const golden = readModel(name);

  describe(`${name}: as transformers`, () => {
    it('outputs, hidden states and attention maps', async () => {
      const model = await loadEncoder(golden, family);
      const kept = goldenArray(golden, 'input.attention_mask');
      const seen = new Map<string, number>();
      const states = (key: string) => (value: Tensor) => {
        seen.set(key, worstDifference(value, goldenArray(golden, `output.${key}`), kept));
      };
      const map = (key: string) => (value: Tensor) => {
        seen.set(key, worstMap(value, goldenArray(golden, `output.${key}`), kept));
      };
      const layers = [...Array(model.config.layers).keys()];
      const inside: readonly Look[] = golden.io.has('output.attentions.0')
        ? [
            [family.embeddings, states('hidden_states.0')] as const,
            ...layers.slice(1).map((at) => [family.layer(at - 1), states(`hidden_states.${at}`)] as const),
            ...layers.map((at) => [family.weights(at), map(`attentions.${at}`)] as const),
          ]
        : [];
      const [ids, options] = goldenInput(golden);
      const output = observe(model, observersOf(inside), () => model.forward(ids, options));
      const outputs = namedOutputs(model, output, golden);
      for (const [key, value] of outputs) {
        const expected = golden.io.get(`output.${key}.f64`) ?? goldenArray(golden, `output.${key}`);
        const perToken = value.shape[1] === kept.shape[1];
        seen.set(key, worstDifference(value, expected, perToken ? kept : undefined));
      }
      expect(seen.size).toBe(inside.length + outputs.length);
      for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
      recordDifferences(name, seen);
      model.dispose();
    });

    it('what is saved has the names that transformers gave', async () => {
      const model = await loadEncoder(golden, family);
      const saved = await openSafetensors(await saveWeights(model, family.saved ?? encoderSavedNames));
      const published = await openSafetensors(golden.weights);
      const { rename } = family.names(model);
      const wanted = [...published.entries.keys()].filter((name) => rename?.(name) !== undefined);
      expect([...saved.entries.keys()].sort()).toEqual(wanted.sort());
      model.dispose();
    });

    it('trains: the loss on one batch falls', async () => {
      const model = (await loadEncoder(golden, family)).train();
      const optimizer = new Adam(model, { rate: 0.02 });
      const [ids, options] = goldenInput(golden);
      const step = (): number =>
        tidy(() => {
          const { value, gradients } = valueAndGrad(model, () => lossOf(model.forward(ids, options), ids));
          expect([...gradients.keys()]).toEqual([...model.parameters().keys()]);
          optimizer.step(gradients);
          return value.item();
        });
      const losses = [step()];
      const goal = 0.7 * (losses[0] ?? 0);
      while (losses.length < 40 && !losses.some((loss) => loss < goal)) losses.push(step());
      expect(losses.at(-1)).toBeLessThan(goal);
      recordModelFact({ model: name, fact: 'trains' });
      optimizer.dispose();
      model.dispose();
    });
  });
}

/** Some loss of whatever the model gives: each token's id as its class, or that of one token as the text's. */
function lossOf(output: Tensor | SpanLogits, ids: Tensor): Tensor {
  const [rows = 0, length = 0] = ids.shape;
  if ('start' in output) {
    const places = tensor(Int32Array.from({ length: rows }, (_, row) => 3 + row));
    return add(crossEntropy(output.start, places), crossEntropy(output.end, places));
  }
  const classes = output.shape.at(-1) ?? 1;
  // A score: it is to become 1.
  if (classes === 1) return mean(multiply(subtract(output, 1), subtract(output, 1)));
  const wanted = Int32Array.from(ids.dataSync(), (id) => id % classes);
  const perToken = output.rank === 3;
  const targets = perToken ? wanted : wanted.filter((_, at) => at % length === 4);
  return crossEntropy(output, tensor(targets, { shape: perToken ? [rows, length] : [rows] }));
}
