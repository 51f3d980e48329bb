import { readFileSync } from 'node:fs';
import {
  type Module,
  multiply,
  observe,
  openSafetensors,
  saveWeights,
  sum,
  type Tensor,
  tensor,
  toSnakeCase,
  valueAndGrad,
} from '@heed/core';
import { fromPretrained } from '@heed/transformer/node';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { type GoldenArray, readGolden } from '../../../../../fixtures/read-golden.ts';
import { speechFamilies } from '../../pretrained/families.ts';

/** A model of sounds: features or samples, and a mask of them, to logits. */
interface HearingModel extends Module {
  forward(sounds: Tensor, mask?: Tensor): Tensor;
}

const folder = new URL('../../../../../fixtures/speech/', import.meta.url);

/** What transformers computes with a model of fixtures/speech. */
export function goldenOf(name: string): ReadonlyMap<string, GoldenArray> {
  return readGolden(`speech/${name}/io.safetensors`);
}

/** A published model of fixtures/speech, in its class. */
export async function loadSpeechModel<Model extends Module>(
  name: string,
  kind: new (...given: never[]) => Model,
  architecture?: string,
): Promise<Model> {
  const options = { families: speechFamilies, ...(architecture !== undefined && { architecture }) };
  const { model } = await fromPretrained(new URL(name, folder).pathname, options);
  return model instanceof kind ? model : expect.unreachable(`${name} is no ${kind.name}`);
}

/** The sounds of a golden file, and their mask where they have one. */
export function soundsOf(golden: ReadonlyMap<string, GoldenArray>): [sounds: Tensor, mask?: Tensor] {
  const { data, shape } = need(golden, 'input.input_values');
  const sounds = tensor(data, { shape });
  const mask = golden.get('input.attention_mask');
  if (mask === undefined) return [sounds];
  return [sounds, tensor(Uint8Array.from(mask.data), { shape: mask.shape, dtype: 'bool' })];
}

/** The largest difference, relative to the largest expected number; as it is where 0 is expected. */
function worst(actual: Tensor, { data, shape }: GoldenArray): number {
  expect(actual.shape).toEqual(shape);
  const largest = Math.max(...Array.from(data, Math.abs));
  // Softmax does not see the biases of keys: their gradients are 0 but for rounding.
  const scale = largest < 1e-6 ? 1 : largest;
  const differences = Array.from(actual.dataSync(), (value, at) =>
    Math.abs(value - (data[at] ?? Number.NaN)),
  );
  return Math.max(0, ...differences) / scale;
}

/**
 * Tests a model of sounds against its golden twin: logits, hidden states, maps, names, and gradients where they are.
 *
 * @param paths Where what enters the first layer stands, a layer's output, and its attention weights.
 */
export function describeSoundParity<Model extends HearingModel>(
  name: string,
  kind: new (...given: never[]) => Model,
  paths: {
    readonly input: string;
    readonly layer: (index: number) => string;
    readonly weights: (index: number) => string;
    /** The name that a parameter has in the module of PyTorch, where that is another than in files. */
    readonly gradient?: (name: string) => string;
  },
): void {
  const golden = goldenOf(name);

  describe(`${name}: as transformers`, () => {
    it('logits, hidden states and every attention map', async () => {
      const model = await loadSpeechModel(name, kind);
      const layers = [...golden.keys()].filter((key) => key.startsWith('output.attentions.')).length;
      const keys = Array.from({ length: layers }, (_, at): [string, string][] => [
        [at === 0 ? paths.input : paths.layer(at - 1), `output.hidden_states.${at}`],
        [paths.weights(at), `output.attentions.${at}`],
      ]).flat();
      const seen = new Map<string, number>();
      const observers = keys.map(([path, key]) => [
        path,
        (value: Tensor): void => {
          seen.set(key, worst(value, need(golden, key)));
        },
      ]);
      const observed = observe(model, Object.fromEntries(observers), () =>
        model.forward(...soundsOf(golden)),
      );
      expect(layers).toBeGreaterThan(1);
      expect(seen.size).toBe(keys.length);
      for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
      expect(worst(observed, need(golden, 'output.logits'))).toBeLessThan(1e-4);
      expect(worst(model.forward(...soundsOf(golden)), need(golden, 'output.logits'))).toBeLessThan(1e-4);
      model.dispose();
    });

    it('is saved under the names of the file', async () => {
      const model = await loadSpeechModel(name, kind);
      const saved = await openSafetensors(await saveWeights(model));
      const published = await openSafetensors(readFileSync(new URL(`${name}/model.safetensors`, folder)));
      expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
      model.dispose();
    });

    it.runIf(golden.has('loss'))('gradients as in PyTorch', async () => {
      const model = await loadSpeechModel(name, kind);
      const { value, gradients } = valueAndGrad(model, () => {
        const logits = model.forward(...soundsOf(golden));
        const weights = Float32Array.from({ length: logits.size }, (_, at) => Math.cos(0.37 * at));
        return sum(multiply(logits, tensor(weights, { shape: logits.shape })));
      });
      expect(worst(value, { ...need(golden, 'loss'), shape: [] })).toBeLessThan(1e-4);
      const wanted = [...golden.keys()].filter((key) => key.startsWith('gradient.'));
      const { gradient: nameOf = (key: string) => key } = paths;
      expect(gradients.size).toBe(wanted.length);
      for (const [path, gradient] of gradients) {
        expect(worst(gradient, need(golden, `gradient.${nameOf(toSnakeCase(path))}`)), path).toBeLessThan(
          1e-4,
        );
      }
      model.dispose();
    });
  });
}
