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

/** Where the models are. */
export const folder: URL = new URL('../../../../../fixtures/speech/', import.meta.url);

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

/** What a model of a golden file is given, under its name in transformers; masks are booleans. */
export function inputOf(golden: ReadonlyMap<string, GoldenArray>, name: string): Tensor {
  const { data, shape } = need(golden, `input.${name}`);
  if (name !== 'attention_mask') return tensor(data, { shape });
  return tensor(Uint8Array.from(data), { shape, dtype: 'bool' });
}

/** The sounds of a golden file, and their mask where they have one. */
export function soundsOf(golden: ReadonlyMap<string, GoldenArray>): [sounds: Tensor, mask?: Tensor] {
  const name = golden.has('input.input_features') ? 'input_features' : 'input_values';
  const sounds = inputOf(golden, name);
  return golden.has('input.attention_mask') ? [sounds, inputOf(golden, 'attention_mask')] : [sounds];
}

/** The largest difference, relative to the largest expected number; as it is where 0 is expected. */
export function worst(actual: Tensor, { data, shape }: GoldenArray): number {
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
 * Gradients of `sum(cos(0.37 i) · output)` against PyTorch's.
 *
 * @param nameOf The name that a parameter has in the module of PyTorch, where that is another than in files.
 */
export function expectGradients(
  model: Module,
  golden: ReadonlyMap<string, GoldenArray>,
  forward: () => Tensor,
  nameOf: (name: string) => string = (name) => name,
): void {
  const { value, gradients } = valueAndGrad(model, () => {
    const output = forward();
    const weights = Float32Array.from({ length: output.size }, (_, at) => Math.cos(0.37 * at));
    return sum(multiply(output, tensor(weights, { shape: output.shape })));
  });
  expect(worst(value, { ...need(golden, 'loss'), shape: [] })).toBeLessThan(1e-4);
  const wanted = [...golden.keys()].filter((key) => key.startsWith('gradient.'));
  const compared: string[] = [];
  for (const [path, gradient] of gradients) {
    const key = `gradient.${nameOf(toSnakeCase(path))}`;
    const expected = golden.get(key);
    if (expected === undefined) {
      // What the loss does not reach has no gradient in PyTorch, and zeros here.
      expect(Math.max(...Array.from(gradient.dataSync(), Math.abs)), path).toBe(0);
      continue;
    }
    compared.push(key);
    expect(worst(gradient, expected), path).toBeLessThan(1e-4);
  }
  expect(compared.sort()).toEqual(wanted.sort());
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
    /** The name that a parameter has in files, where that is another than here. */
    readonly saved?: (name: string) => string;
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
      const saved = await openSafetensors(
        await saveWeights(model, paths.saved === undefined ? {} : { rename: paths.saved }),
      );
      const published = await openSafetensors(readFileSync(new URL(`${name}/model.safetensors`, folder)));
      // Frequencies of rotary positions are made anew.
      const names = [...published.entries.keys()].filter((key) => !key.endsWith('.inv_freq'));
      expect([...saved.entries.keys()].sort()).toEqual(names.sort());
      model.dispose();
    });

    it.runIf(golden.has('loss'))('gradients as in PyTorch', async () => {
      const model = await loadSpeechModel(name, kind);
      expectGradients(model, golden, () => model.forward(...soundsOf(golden)), paths.gradient);
      model.dispose();
    });
  });
}
