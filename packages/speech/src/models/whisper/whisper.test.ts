import { readFileSync } from 'node:fs';
import {
  Adam,
  concat,
  crossEntropy,
  FormatError,
  IndexError,
  live,
  multiply,
  observe,
  openSafetensors,
  RandomGenerator,
  ShapeError,
  saveWeights,
  slice,
  sum,
  type Tensor,
  tensor,
  tidy,
  toSnakeCase,
  valueAndGrad,
} from '@heed/core';
import { HfConfig, likeliestToken, SequenceSession } from '@heed/transformer';
import { fromPretrained } from '@heed/transformer/node';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { type GoldenArray, readGolden } from '../../../../../fixtures/read-golden.ts';
import { speechFamilies } from '../../pretrained/families.ts';
import { readWhisperConfig, Whisper, WhisperForAudioClassification } from './index.ts';

const folder = new URL('../../../../../fixtures/speech/whisper/', import.meta.url);
const load = async (name: string) =>
  await fromPretrained(new URL(name, folder).pathname, { families: speechFamilies });
const goldenOf = (name: string) => readGolden(`speech/whisper/${name}/io.safetensors`);

async function loadWhisper(name: string): Promise<Whisper> {
  const { model } = await load(name);
  return model instanceof Whisper ? model : expect.unreachable();
}

function input(golden: ReadonlyMap<string, GoldenArray>, name: string): Tensor {
  const { data, shape } = need(golden, name);
  return tensor(data, { shape });
}

/** The largest difference, relative to the largest expected number. */
function worst(actual: Tensor, { data, shape }: GoldenArray): number {
  expect(actual.shape).toEqual(shape);
  const scale = Math.max(...Array.from(data, Math.abs));
  const differences = Array.from(actual.dataSync(), (value, at) =>
    Math.abs(value - (data[at] ?? Number.NaN)),
  );
  return Math.max(...differences) / scale;
}

/** Paths of all hidden states and maps that a golden file has, with their names there. */
function observedKeys(golden: ReadonlyMap<string, GoldenArray>): [path: string, key: string][] {
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

describe.each(['equal-heads', 'distil'])('%s: as transformers', (name) => {
  const golden = goldenOf(name);
  const features = (): Tensor => input(golden, 'input.input_features');
  const target = (): Tensor => input(golden, 'input.decoder_input_ids');

  it('logits, hidden states and every attention map', async () => {
    const model = await loadWhisper(name);
    const seen = new Map<string, number>();
    const keys = observedKeys(golden);
    const observers = keys.map(([path, key]) => [
      path,
      (value: Tensor): void => {
        seen.set(key, worst(value, need(golden, `output.${key}`)));
      },
    ]);
    const logits = observe(model, Object.fromEntries(observers), () => model.forward(features(), target()));
    expect(seen.size).toBe(keys.length);
    for (const [key, difference] of seen) expect(difference, key).toBeLessThan(1e-4);
    expect(worst(logits, need(golden, 'output.logits'))).toBeLessThan(1e-4);
    expect(worst(model.forward(features(), target()), need(golden, 'output.logits'))).toBeLessThan(1e-4);
    model.dispose();
  });

  it('greedy text behind a prompt', async () => {
    const model = await loadWhisper(name);
    const wanted = [...need(golden, 'generate.greedy').data];
    const prompt = wanted.slice(0, 3);
    const first = slice(features(), { axis: 0, end: 1 });
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
    const model = await loadWhisper(name);
    const whole = model.forward(features(), target());
    const expected = { shape: whole.shape, data: Float32Array.from(whole.dataSync()) };
    const encoded = model.encode(features());
    const [, length = 0] = target().shape;
    for (const cuts of [[2, 1, length - 3], Array<number>(length).fill(1)]) {
      using cache = model.createCache();
      let start = 0;
      const parts = cuts.map((count) => {
        start += count;
        return model.decode(slice(target(), { axis: 1, start: start - count, end: start }), encoded, cache);
      });
      expect(worst(concat(parts, { axis: 1 }), expected)).toBeLessThan(1e-5);
    }
    const last = model.decode(target(), encoded, undefined, 2);
    const two = slice(whole, { axis: 1, start: length - 2 });
    expect(worst(last, { shape: two.shape, data: Float32Array.from(two.dataSync()) })).toBeLessThan(1e-6);
    model.dispose();
  });

  it('is saved under the names of the file', async () => {
    const model = await loadWhisper(name);
    const saved = await openSafetensors(await saveWeights(model));
    const published = await openSafetensors(readFileSync(new URL(`${name}/model.safetensors`, folder)));
    expect([...saved.entries.keys()].sort()).toEqual([...published.entries.keys()].sort());
    model.dispose();
  });

  it('leaves nothing behind', async () => {
    const round = async (): Promise<void> => {
      const model = await loadWhisper(name);
      const [x, ids] = [features(), target()];
      model.forward(x, ids).dispose();
      for (const one of [x, ids]) one.dispose();
      model.dispose();
    };
    await round();
    const before = live();
    await round();
    expect(live()).toEqual(before);
  });
});

/** Gradients of `sum(cos(0.37 i) · output)` against PyTorch's. */
function expectGradients(
  model: Whisper | WhisperForAudioClassification,
  golden: ReadonlyMap<string, GoldenArray>,
  forward: () => Tensor,
): void {
  const { value, gradients } = valueAndGrad(model, () => {
    const output = forward();
    const weights = Float32Array.from({ length: output.size }, (_, at) => Math.cos(0.37 * at));
    return sum(multiply(output, tensor(weights, { shape: output.shape })));
  });
  expect(worst(value, { ...need(golden, 'loss'), shape: [] })).toBeLessThan(1e-4);
  const wanted = [...golden.keys()].filter((key) => key.startsWith('gradient.'));
  expect([...gradients.keys()].map((path) => `gradient.${toSnakeCase(path)}`).sort()).toEqual(wanted.sort());
  for (const [path, gradient] of gradients) {
    expect(worst(gradient, need(golden, `gradient.${toSnakeCase(path)}`)), path).toBeLessThan(1e-4);
  }
}

describe('Whisper trains', () => {
  it('gradients equal those of PyTorch', async () => {
    const golden = goldenOf('distil');
    const model = await loadWhisper('distil');
    const [features, target] = ['input.input_features', 'input.decoder_input_ids'].map((key) =>
      input(golden, key),
    );
    if (features === undefined || target === undefined) return expect.unreachable();
    expectGradients(model, golden, () => model.forward(features, target));
    model.dispose();
  });

  it('the loss on one sound falls', async () => {
    const golden = goldenOf('distil');
    const model = (await loadWhisper('distil')).train();
    const [features, target] = [
      input(golden, 'input.input_features'),
      input(golden, 'input.decoder_input_ids'),
    ];
    const optimizer = new Adam(model, { rate: 0.01 });
    const losses = Array.from({ length: 12 }, () =>
      tidy(() => {
        const { value, gradients } = valueAndGrad(model, () =>
          crossEntropy(model.forward(features, target), target),
        );
        optimizer.step(gradients);
        return value.item();
      }),
    );
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
    optimizer.dispose();
    model.dispose();
  });
});

describe('WhisperForAudioClassification', () => {
  const golden = goldenOf('classifier');

  it('logits and gradients as in PyTorch', async () => {
    const { model } = await load('classifier');
    if (!(model instanceof WhisperForAudioClassification)) return expect.unreachable();
    const features = input(golden, 'input.input_features');
    expect(worst(model.forward(features), need(golden, 'output.logits'))).toBeLessThan(1e-4);
    expectGradients(model, golden, () => model.forward(features));
    expect(model.config.labels).toHaveLength(4);
    model.dispose();
  });
});

const small = {
  ...{ vocab_size: 23, d_model: 6, num_mel_bins: 5, max_source_positions: 7, max_target_positions: 4 },
  ...{ encoder_layers: 2, encoder_attention_heads: 2, encoder_ffn_dim: 10 },
  ...{ decoder_layers: 3, decoder_attention_heads: 3, decoder_ffn_dim: 14 },
  ...{ pad_token_id: 2, eos_token_id: 2, decoder_start_token_id: 3 },
};
const read = (change: object = {}) => readWhisperConfig(new HfConfig({ ...small, ...change }));
const create = (change: object = {}): Whisper => new Whisper(read(change)).initialize(new RandomGenerator(1));
const count = (length: number): Tensor =>
  tensor([Array.from({ length }, (_, at) => 3 + at)], { dtype: 'int32' });
const heard = (bins: number, frames: number): Tensor => new RandomGenerator(2).normal([1, bins, frames]);

describe('Whisper', () => {
  it('fresh, its sinusoids are those of published files, and stay', async () => {
    const published = await loadWhisper('distil');
    const fresh = new Whisper(published.config).initialize(new RandomGenerator(0));
    const table = (model: Whisper): Tensor => model.model.encoder.embedPositions.weight.value;
    const { shape } = table(published);
    const expected = { shape, data: Float32Array.from(table(published).dataSync()) };
    expect(worst(table(fresh), expected)).toBeLessThan(1e-6);
    expect(
      [...fresh.trainableValues().keys()].filter((path) => /encoder\.embedPositions/.test(path)),
    ).toEqual([]);
  });

  it('a shorter window, and one that is too long', () => {
    const model = create();
    expect(model.forward(heard(5, 9), count(3)).shape).toEqual([1, 3, 23]);
    expect(() => model.forward(heard(5, 15), count(3))).toThrow(IndexError);
    expect(() => model.forward(heard(5, 14), count(5))).toThrow(IndexError);
  });

  it('features of other bins', () => {
    expect(() => create().forward(heard(4, 14), count(3))).toThrow(ShapeError);
    expect(() => create().forward(heard(4, 14), count(3))).toThrow('[batch, 5, frames], got [1, 4, 14]');
  });

  it('a masked frame of the encoder changes nothing', () => {
    const model = create();
    const mask = tensor(Uint8Array.of(1, 1, 1, 1, 0, 0, 0), { shape: [1, 1, 1, 7], dtype: 'bool' });
    const half = heard(5, 14);
    // Frames 10 to 13 of the features reach the last three of the encoder alone.
    const other = concat([slice(half, { axis: 2, end: 10 }), heard(5, 4)], { axis: 2 });
    const [a, b] = [half, other].map((x) => [...model.forward(x, count(3), mask).dataSync()]);
    expect(a).toEqual(b);
    expect([...model.forward(other, count(3)).dataSync()]).not.toEqual(b);
  });

  it('layer dropout leaves layers out in training alone', () => {
    const model = create({ encoder_layerdrop: 1 });
    const states = (): number => model.model.encoder.states(heard(5, 14)).length;
    const difference = (): boolean => {
      const [first, second] = model.model.encoder.states(heard(5, 14));
      return String(first?.dataSync()) !== String(second?.dataSync());
    };
    expect(states()).toBe(3);
    expect(difference()).toBe(true);
    model.train();
    expect(difference()).toBe(false);
  });
});

describe('readWhisperConfig', () => {
  it('what Whisper is where nothing is said: tiny', () => {
    expect(readWhisperConfig(new HfConfig({ model_type: 'whisper' }))).toMatchObject({
      ...{ vocabularySize: 51_865, melBins: 80, sourcePositions: 1500, maximumLength: 448, width: 384 },
      ...{ decoderLayers: 4, padId: 50_256, startId: 50_257, endId: 50_256, tied: true, keyBias: false },
      encoder: { layers: 4, heads: 6, innerWidth: 1536, layerDropout: 0 },
    });
  });

  it('large-v3 and a distilled one', () => {
    const large = {
      d_model: 1280,
      num_mel_bins: 128,
      vocab_size: 51_866,
      encoder_layers: 32,
      decoder_layers: 2,
    };
    const heads = { encoder_attention_heads: 20, decoder_attention_heads: 20, encoder_ffn_dim: 5120 };
    const old = { torch_dtype: 'float16', forced_decoder_ids: [[1, 50_259]], num_hidden_layers: 32 };
    expect(readWhisperConfig(new HfConfig({ ...large, ...heads, ...old }))).toMatchObject({
      ...{ melBins: 128, decoderLayers: 2, encoder: { layers: 32, heads: 20 }, decoder: { layers: 2 } },
    });
  });

  it.each([
    [{ encoder_attention_heads: 4 }, 'encoder_attention_heads must be a divisor of the width, 6'],
    [{ eos_token_id: 23 }, 'eos_token_id must be one id below 23'],
    [{ num_mel_bins: 0 }, 'num_mel_bins must be a whole number from 1'],
  ])('refuses %j', (change, message) => {
    expect(() => read(change)).toThrow(FormatError);
    expect(() => read(change)).toThrow(message);
  });
});
