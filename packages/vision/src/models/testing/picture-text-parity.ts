import { crossEntropy, openSafetensors, saveWeights, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import type { PictureTextModel, TextTowerOptions } from '../clip-like/similarity.ts';
import { goldenTensor, loadGolden, readGoldenModel, worstDifference } from './golden-models.ts';
import { expectTraining } from './picture-parity.ts';

/** A model of pictures and texts with its two inputs. */
export interface TestedPictureTextModel extends PictureTextModel {
  forward(pixels: Tensor, ids: Tensor, options?: TextTowerOptions): Tensor;
}

/** Tests a model of two towers against its golden twin. */
export async function describePictureTextParity(
  name: string,
  kind: new (...given: never[]) => TestedPictureTextModel,
): Promise<void> {
  const golden = await readGoldenModel(name);
  const pixels = goldenTensor(golden, 'input.pixel_values');
  const ids = goldenTensor(golden, 'input.input_ids');
  const marks = golden.io.get('input.attention_mask');
  const [texts = 0, length = 0] = ids.shape;
  const options: TextTowerOptions =
    marks === undefined
      ? {}
      : { mask: tensor(Uint8Array.from(marks.data), { shape: [texts, 1, 1, length], dtype: 'bool' }) };

  describe(`${name} against transformers`, () => {
    it('embeddings of pictures and texts, and how well they fit', async () => {
      const model = await loadGolden(golden, kind);
      const pictures = model.encodePictures(pixels);
      const encoded = model.encodeTexts(ids, options);
      expect(worstDifference(golden, 'output.image_embeds', pictures)).toBeLessThan(1e-4);
      expect(worstDifference(golden, 'output.text_embeds', encoded)).toBeLessThan(1e-4);
      const scores = model.similarity(pictures, encoded);
      expect(worstDifference(golden, 'output.logits_per_image', scores)).toBeLessThan(1e-4);
      expect([...model.forward(pixels, ids, options).dataSync()]).toEqual([...scores.dataSync()]);
      model.dispose();
    });

    it('what is saved has the names that transformers gave', async () => {
      const model = await loadGolden(golden, kind);
      const saved = await openSafetensors(await saveWeights(model));
      expect([...saved.entries.keys()].sort()).toEqual(
        [...(await openSafetensors(golden.weights)).entries.keys()].sort(),
      );
      model.dispose();
    });

    it('trains: the loss on one batch falls, and every parameter gets a gradient', async () => {
      const model = (await loadGolden(golden, kind)).train();
      expectTraining(model, () =>
        crossEntropy(model.forward(pixels, ids, options), tensor(Int32Array.of(2, 0))),
      );
      model.dispose();
    });
  });
}
