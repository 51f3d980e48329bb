import { readFileSync } from 'node:fs';
import {
  Adam,
  concat,
  crossEntropy,
  live,
  observe,
  openSafetensors,
  saveWeights,
  slice,
  type Tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { type EncoderDecoderModel, likeliestToken, SequenceSession } from '@heed/transformer';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import type { GoldenArray } from '../../../../../fixtures/read-golden.ts';
import { expectGradients, folder, goldenOf, inputOf, loadSpeechModel, worst } from './sound-parity.ts';

type Golden = ReadonlyMap<string, GoldenArray>;

/** What a test needs to know of a model that writes what it hears. */
export interface WritingParity {
  /** The name of the source in golden files: `input_features`, `input_values`. */
  readonly source: string;
  /** Ids that the greedy text begins with. */
  readonly promptLength: number;
}

/** Paths of all hidden states and maps that a golden file has, with their names there. */
function observedKeys(golden: Golden): [path: string, key: string][] {
  return (['encoder', 'decoder'] as const).flatMap((half) => {
    const stack = `model.${half}`;
    const layers = [...golden.keys()].filter((key) => key.startsWith(`output.${half}_attentions.`)).length;
    const each = Array.from({ length: layers }, (_, at): [string, string][] => [
      [at === 0 ? `${stack}.input` : `${stack}.layers.${at - 1}`, `${half}_hidden_states.${at}`],
      [`${stack}.layers.${at}.selfAttn.weights`, `${half}_attentions.${at}`],
      ...(half === 'decoder'
        ? [[`${stack}.layers.${at}.encoderAttn.weights`, `cross_attentions.${at}`] satisfies [string, string]]
        : []),
    ]);
    return [...each.flat(), [stack, `${half}_hidden_states.${layers}`]];
  });
}

/**
 * Tests a model that writes what it hears against its golden twin: logits, hidden states, maps, the greedy text, calls
 * through a cache, names, gradients where they are, training, and memory.
 */
export function describeWritingParity<Model extends EncoderDecoderModel>(
  name: string,
  kind: new (...given: never[]) => Model,
  { source, promptLength }: WritingParity,
): void {
  const golden = goldenOf(name);
  const heard = (): Tensor => inputOf(golden, source);
  const target = (): Tensor => inputOf(golden, 'decoder_input_ids');
  const mask = (): Tensor | undefined =>
    golden.has('input.attention_mask') ? inputOf(golden, 'attention_mask') : undefined;
  const load = async (): Promise<Model> => await loadSpeechModel(name, kind);

  describe(`${name}: as transformers`, () => {
    it('logits, hidden states and every attention map', async () => {
      const model = await load();
      const seen = new Map<string, number>();
      const keys = observedKeys(golden);
      const observers = keys.map(([path, key]) => [
        path,
        (value: Tensor): void => {
          seen.set(key, worst(value, need(golden, `output.${key}`)));
        },
      ]);
      const forward = (): Tensor => model.forward(heard(), target(), mask());
      const logits = observe(model, Object.fromEntries(observers), forward);
      expect(seen.size).toBe(keys.length);
      for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
      expect(worst(logits, need(golden, 'output.logits'))).toBeLessThan(1e-4);
      expect(worst(forward(), need(golden, 'output.logits'))).toBeLessThan(1e-4);
      model.dispose();
    });

    it('greedy text behind a prompt', async () => {
      const model = await load();
      const wanted = [...need(golden, 'generate.greedy').data];
      const prompt = wanted.slice(0, promptLength);
      const first = slice(heard(), { axis: 0, end: 1 });
      const session = new SequenceSession(model, () => model.encode(first), 1, { prompts: [prompt] });
      const ids = [...prompt];
      for (let unread = session.prompts; ids.length < wanted.length; unread = [ids.slice(-1)]) {
        const [[logits = new Float32Array()] = []] = await session.next(unread);
        ids.push(likeliestToken(logits));
      }
      expect(ids).toEqual(wanted);
      session.dispose();
      model.dispose();
    });

    it('one call equals pieces with a cache; the last logits alone are the last of all', async () => {
      const model = await load();
      const whole = model.forward(heard(), target(), mask());
      const encoded = model.encode(heard(), mask());
      const [, length = 0] = target().shape;
      for (const cuts of [[2, 1, length - 3], Array<number>(length).fill(1)]) {
        using cache = model.createCache();
        let start = 0;
        const parts = cuts.map((count) => {
          start += count;
          return model.decode(slice(target(), { axis: 1, start: start - count, end: start }), encoded, cache);
        });
        expect(worst(concat(parts, { axis: 1 }), kept(whole))).toBeLessThan(1e-5);
      }
      const last = model.decode(target(), encoded, undefined, 2);
      expect(worst(last, kept(slice(whole, { axis: 1, start: length - 2 })))).toBeLessThan(1e-6);
      model.dispose();
    });

    it('is saved under the names of the file', async () => {
      const model = await load();
      const saved = await openSafetensors(await saveWeights(model));
      const published = await openSafetensors(readFileSync(new URL(`${name}/model.safetensors`, folder)));
      expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
      model.dispose();
    });

    it.runIf(golden.has('loss'))('gradients as in PyTorch, and the loss on one sound falls', async () => {
      const model = await load();
      expectGradients(model, golden, () => model.forward(heard(), target(), mask()));
      model.train();
      const optimizer = new Adam(model, { rate: 0.01 });
      const losses = Array.from({ length: 12 }, () =>
        tidy(() => {
          const { value, gradients } = valueAndGrad(model, () =>
            crossEntropy(model.forward(heard(), target(), mask()), target()),
          );
          optimizer.step(gradients);
          return value.item();
        }),
      );
      expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
      optimizer.dispose();
      model.dispose();
    });

    it('leaves nothing behind', async () => {
      const round = async (): Promise<void> => {
        const model = await load();
        tidy(() => model.forward(heard(), target(), mask()).dataSync());
        model.dispose();
      };
      await round();
      const before = live();
      await round();
      expect(live()).toEqual(before);
    });
  });
}

/** A tensor's numbers as a golden file would have them. */
function kept(x: Tensor): GoldenArray {
  return { shape: x.shape, data: Float32Array.from(x.dataSync()) };
}
