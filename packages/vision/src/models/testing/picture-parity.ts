import {
  Adam,
  crossEntropy,
  type Module,
  multiply,
  observe,
  openSafetensors,
  saveWeights,
  sum,
  type Tensor,
  tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import type { PatchModel } from '../vision-model.ts';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from './golden-models.ts';

/** A model of pictures whose layers can be looked at. */
export interface TestedModel extends PatchModel {
  forward(pixels: Tensor): Tensor;
}

/** What is compared, and where it stands. */
export interface ParityOptions<Model extends TestedModel> {
  readonly model: new (...given: never[]) => Model;
  /** Path of the tokens that go into the first layer; none for models whose hidden states are not compared. */
  readonly embeddings?: string;
  /** Path of a layer's output. */
  readonly layer?: (index: number) => string;
  /** Outputs of transformers by name, made of what `forward` gave. */
  readonly outputs?: (model: Model, output: Tensor, pixels: Tensor) => Readonly<Record<string, Tensor>>;
}

/** Tests a model of pictures against its golden twin: outputs, hidden states, maps, another size, names, training. */
export async function describePictureParity<Model extends TestedModel>(
  name: string,
  { model: kind, embeddings, layer, outputs = (_, logits) => ({ logits }) }: ParityOptions<Model>,
): Promise<void> {
  const golden = await readGoldenModel(name);
  const pixels = goldenTensor(golden, 'input.pixel_values');

  describe(`${name} against transformers`, () => {
    it('outputs, hidden states and attention maps', async () => {
      const model = await loadGolden(golden, kind);
      const seen = new Map<string, number>();
      const compare = (key: string) => (value: Tensor) => {
        seen.set(key, worstDifference(golden, `output.${key}`, value));
      };
      const layers = [...Array(model.config.layers).keys()];
      const inside = [
        ...(embeddings === undefined ? [] : [[embeddings, compare('hidden_states.0')] as const]),
        ...(layer === undefined
          ? []
          : layers.slice(1).map((at) => [layer(at - 1), compare(`hidden_states.${at}`)] as const)),
        ...layers.map((at) => [model.attentionPath(at), compare(`attentions.${at}`)] as const),
      ];
      const output = observe(model, Object.fromEntries(inside), () => model.forward(pixels));
      const named = Object.entries(outputs(model, output, pixels));
      for (const [key, value] of named) compare(key)(value);
      expect(seen.size).toBe(inside.length + named.length);
      for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
      model.dispose();
    });

    it('unobserved, the outputs are the same', async () => {
      const model = await loadGolden(golden, kind);
      for (const [key, value] of Object.entries(outputs(model, model.forward(pixels), pixels))) {
        expect(worstDifference(golden, `output.${key}`, value), key).toBeLessThan(1e-4);
      }
      model.dispose();
    });

    it.runIf(golden.io.has('other.pixel_values'))('a picture of another size', async () => {
      const model = await loadGolden(golden, kind);
      const others = goldenTensor(golden, 'other.pixel_values');
      for (const [key, value] of Object.entries(outputs(model, model.forward(others), others))) {
        expect(worstDifference(golden, `other.${key}`, value), key).toBeLessThan(1e-4);
      }
      model.dispose();
    });

    it('what is saved has the names that transformers gave', async () => {
      const model = await loadGolden(golden, kind);
      const rename = golden.family.savedName;
      const saved = await openSafetensors(await saveWeights(model, rename === undefined ? {} : { rename }));
      const published = await openSafetensors(golden.weights);
      const { rename: read } = golden.family.weightNames(model);
      const wanted = [...published.entries.keys()].filter(
        (key) => read === undefined || read(key) !== undefined,
      );
      expect([...saved.entries.keys()].sort()).toEqual(wanted.sort());
      model.dispose();
    });

    it('trains: the loss on one batch falls, and every parameter gets a gradient', async () => {
      const model = (await loadGolden(golden, kind)).train();
      expectTraining(model, () => lossOf(model.forward(pixels)));
      model.dispose();
    });
  });
}

/** Takes steps of Adam until the loss is three tenths lower. */
export function expectTraining(model: Module, loss: () => Tensor): void {
  const optimizer = new Adam(model, { rate: 0.01 });
  const step = (): number =>
    tidy(() => {
      const { value, gradients } = valueAndGrad(model, loss);
      expect([...gradients.keys()]).toEqual([...model.trainableValues().keys()]);
      optimizer.step(gradients);
      return value.item();
    });
  const losses = [step()];
  const goal = 0.7 * (losses[0] ?? 0);
  while (losses.length < 60 && !losses.some((value) => value < goal)) losses.push(step());
  expect(losses.at(-1)).toBeLessThan(goal);
  optimizer.dispose();
}

/** Some loss: the row's number as its class, or the distance of all states from 0. */
function lossOf(output: Tensor): Tensor {
  if (output.rank !== 2) return multiply(sum(multiply(output, output)), 1 / output.size);
  const classes = output.shape[1] ?? 1;
  const targets = Int32Array.from({ length: output.shape[0] ?? 0 }, (_, row) => (row + 1) % classes);
  return crossEntropy(output, tensor(targets));
}
