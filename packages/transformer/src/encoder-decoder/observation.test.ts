import { headImportance, logitLens } from '@heed/attention';
import {
  collect,
  linear,
  mean,
  multiply,
  type Observer,
  observe,
  patchActivations,
  RandomGenerator,
  slice,
  squeeze,
  type Tensor,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { generateSequences, padRows } from '../generation/index.ts';
import { baseConfig, EncoderDecoder } from './index.ts';

const tiny = {
  ...baseConfig,
  vocabularySize: 13,
  width: 8,
  heads: 2,
  feedForwardWidth: 12,
  encoderLayers: 2,
  decoderLayers: 3,
};
const make = (normFirst: boolean): EncoderDecoder =>
  new EncoderDecoder({ ...tiny, normFirst }).initialize(new RandomGenerator(1));
const source = padRows([[3, 4, 5, 6, 2]], 0);
const target = padRows([[1, 8, 9]], 0);
const read = (x: Tensor | undefined): number[] => [...(x?.dataSync() ?? [])];
const look: Observer = (value) => void value.dataSync();

/** Every path of the model, points of its modules too, but for the dropout of weights, which is used in training. */
function allPaths(model: EncoderDecoder): string[] {
  const paths = [...model.modules()].flatMap(([path, module]) => [
    path,
    ...module.observationPoints.map((point) => (path === '' ? point : `${path}.${point}`)),
  ]);
  return paths.filter((path) => !path.endsWith('Attention.dropout'));
}

describe.each([false, true])('EncoderDecoder under observation, normFirst %s', (normFirst) => {
  it('gives the same numbers, bit for bit, with every point observed', () => {
    const model = make(normFirst);
    const seen = new Set<string>();
    const observed = observe(model, { '**': (_, { path }) => void seen.add(path) }, () =>
      model.forward(source, target),
    );
    expect(read(observed)).toEqual(read(model.forward(source, target)));
    expect([...seen].sort()).toEqual(allPaths(model).sort());
  });

  it('gives the same numbers in training, with dropout', () => {
    const run = (observer: Record<string, Observer>): number[] => {
      const model = make(normFirst).train();
      return read(observe(model, observer, () => model.forward(source, target)));
    };
    expect(run({ '**': look })).toEqual(run({}));
  });

  it('gives the clean answer for another source where the encoder is patched', () => {
    const model = make(normFirst);
    using clean = collect(model, ['encoder'], () => model.forward(source, target));
    const other = padRows([[7, 7, 10, 11, 2]], 0);
    const patched = patchActivations(model, clean, () => model.forward(other, target));
    expect(read(patched)).toEqual(read(clean.result));
    expect(read(model.forward(other, target))).not.toEqual(read(clean.result));
  });

  it('speaks through the logit lens as the model does after its last layer', () => {
    const model = make(normFirst);
    const { norm } = model.decoder;
    using kept = collect(model, ['decoder.layers.*'], () => model.forward(source, target));
    const lens = logitLens([...kept.values()].flat(), (states) =>
      linear(norm?.forward(states) ?? states, model.embedding.weight),
    );
    expect(lens.shape).toEqual([3, 1, 3, 13]);
    expect(read(squeeze(slice(lens, { axis: 0, start: 2 }), { axis: 0 }))).toEqual(read(kept.result));
  });

  it('has an importance for each of its heads', () => {
    const model = make(normFirst);
    const importance = headImportance(model, () => {
      const logits = model.forward(source, target);
      return mean(multiply(logits, logits));
    });
    expect(importance.size).toBe(2 + 3 * 2);
    for (const heads of importance.values()) {
      expect(heads.shape).toEqual([2]);
      for (const value of read(heads)) expect(value).toBeGreaterThan(0);
    }
  });
});

describe('a generation under observation', () => {
  const sources = [
    [3, 4, 5, 6, 2],
    [7, 2],
  ];

  it.each([
    { beams: 1, cached: true },
    { beams: 3, cached: true },
    { beams: 3, cached: false },
  ])('answers the same with every point observed, $beams beams, cached $cached', async (options) => {
    const model = make(true);
    const generate = (): ReturnType<typeof generateSequences> =>
      generateSequences(model, sources, { ...options, maximumNewTokens: 5 });
    expect(await observe(model, { '**': look }, generate)).toEqual(await generate());
  });

  it('passes logits, hidden states and weights of each step', async () => {
    const model = make(true);
    const paths = ['logits', 'decoder.layers.2', 'decoder.layers.0.selfAttention.weights'];
    using kept = await collect(model, paths, () =>
      generateSequences(model, [sources[0] ?? []], { maximumNewTokens: 4 }),
    );
    const steps = kept.get('logits')?.length ?? 0;
    expect(steps).toBeGreaterThan(1);
    for (let step = 0; step < steps; step++) {
      const shapes = [paths[2], paths[1], paths[0]].map((path = '') => kept.get(path)?.[step]?.shape);
      expect(shapes).toEqual([
        [1, 2, 1, step + 1],
        [1, 1, 8],
        [1, 1, 13],
      ]);
    }
    const logits = read(kept.get('logits')?.[0]);
    expect(kept.result[0]?.ids[0]).toBe(logits.indexOf(Math.max(...logits.slice(2))));
  });

  it('obeys what replaces its logits', async () => {
    const model = make(true);
    const never: Observer = (logits) => multiply(logits, 0);
    const [best] = await observe(model, { logits: never }, () =>
      generateSequences(model, [sources[0] ?? []], { maximumNewTokens: 3 }),
    );
    // All tokens alike: the first that is allowed, the end token.
    expect(best?.ids).toEqual([]);
  });
});
