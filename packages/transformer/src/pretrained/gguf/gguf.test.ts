import { readFileSync } from 'node:fs';
import { FormatError, loadWeights, openSafetensors, readTensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { need } from '../../../../../fixtures/golden-module.ts';
import { readGolden } from '../../../../../fixtures/read-golden.ts';
import { readModel } from '../../../../../fixtures/read-model.ts';
import { HfConfig } from '../../models/hf-config.ts';
import { Llama, readLlamaConfig } from '../../models/llama/index.ts';
import { worstDifference } from '../../models/testing/golden.ts';
import { ModelTypeError } from '../errors.ts';
import { type TypedValue, typed, writeGguf } from '../testing/write-gguf.ts';
import { ggufConfig } from './config.ts';
import { openGguf } from './gguf-file.ts';
import { publishedWeights } from './published-weights.ts';

const golden = readGolden('pretrained/gguf-logits.safetensors');
const bytesOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../../../../../fixtures/pretrained/${name}.gguf`, import.meta.url));

async function logitsOf(name: string): Promise<ReturnType<Llama['forward']>> {
  const file = await openGguf(bytesOf(name));
  const config = readLlamaConfig(await ggufConfig(file));
  const model = new Llama(config);
  await loadWeights(model, publishedWeights(file, config));
  const { data, shape } = need(golden, 'ids');
  return model.forward(tensor(data, { shape }));
}

function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
    Array.from(x).reduce((sum, value, at) => sum + value * (y[at] ?? Number.NaN), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const sizes = (architecture: string) =>
  [
    ['general.architecture', typed.text(architecture)],
    [`${architecture}.embedding_length`, typed.uint32(8)],
    [`${architecture}.feed_forward_length`, typed.uint32(5)],
    [`${architecture}.block_count`, typed.uint32(1)],
    [`${architecture}.attention.head_count`, typed.uint32(2)],
    [`${architecture}.context_length`, typed.uint32(16)],
    [`${architecture}.attention.layer_norm_rms_epsilon`, typed.float32(0.5)],
  ] as const;
const embedding = { name: 'token_embd.weight', shape: [8, 3], type: 0, offset: 0 } as const;

/** A file with these sizes, and one more value or another tensor. */
const fileWith = (architecture: string, ...more: readonly (readonly [string, TypedValue])[]) =>
  openGguf(
    writeGguf({
      metadata: [...sizes(architecture), ...more],
      tensors: [embedding],
      data: new Uint8Array(96),
    }),
  );

describe('a model from a GGUF file', () => {
  it.each([
    ...[
      'llama-F32',
      'llama-F16',
      'llama-BF16',
      'llama-Q8_0',
      'llama-Q4_0',
      'llama-Q4_1',
      'llama-Q5_0',
      'llama-Q5_1',
    ],
    ...['qwen2-Q8_0', 'qwen3-F16'],
  ])('%s: logits as transformers reads the same file', async (name) => {
    expect(worstDifference(await logitsOf(name), need(golden, name))).toBeLessThan(1e-5);
  });

  it('the same net as safetensors and as GGUF: equal in F32, near in F16 and in 8 bits', async () => {
    const { config, weights } = readModel('llama-untied');
    const model = new Llama(readLlamaConfig(new HfConfig(config)));
    await loadWeights(model, weights);
    const { data, shape } = need(golden, 'ids');
    const expected = Float32Array.from(model.forward(tensor(data, { shape })).dataSync());
    const exact = worstDifference(await logitsOf('llama-F32'), { shape: [1, 8, 96], data: expected });
    expect(exact).toBeLessThan(1e-6);
    for (const [name, least] of [
      ['F16', 0.99999],
      ['Q8_0', 0.999],
    ] as const) {
      expect(cosine((await logitsOf(`llama-${name}`)).dataSync(), expected), name).toBeGreaterThan(least);
    }
  });

  it.each(['Q8_0', 'Q5_1', 'Q5_0', 'Q4_1', 'Q4_0'])(
    '%s: every matrix is that of the checkpoint, nearly',
    async (type) => {
      // Of a net so small and random the logits differ by more; above they are those of transformers.
      const file = await openGguf(bytesOf(`llama-${type}`));
      const read = publishedWeights(file, readLlamaConfig(await ggufConfig(file)));
      const original = await openSafetensors(readModel('llama-untied').weights);
      expect([...read.entries.keys()].sort()).toEqual([...original.entries.keys()].sort());
      for (const name of original.entries.keys()) {
        const [actual, expected] = [
          await readTensor(read, name, { dtype: 'float32' }),
          await original.read(name),
        ];
        expect(actual.shape).toEqual(expected.shape);
        const likeness = cosine(actual.dataSync(), Array.from(expected.data, Number));
        expect(likeness, name).toBeGreaterThan(type === 'Q8_0' ? 0.9999 : 0.99);
      }
    },
  );

  it('the config that the checkpoint was published with', async () => {
    for (const [file, name] of [
      ['llama-F32', 'llama-untied'],
      ['qwen2-Q8_0', 'qwen2'],
      ['qwen3-F16', 'qwen3'],
    ] as const) {
      const published = readLlamaConfig(new HfConfig(readModel(name).config));
      const read = readLlamaConfig(await ggufConfig(await openGguf(bytesOf(file))));
      // Epsilon is a float32 there.
      expect(read).toEqual({ ...published, epsilon: Math.fround(published.epsilon) });
    }
  });

  it('factors of the frequencies, as of Llama 3.1, are part of the config', async () => {
    const file = await openGguf(
      writeGguf({
        metadata: [...sizes('llama'), ['llama.rope.freq_base', typed.float32(10_000)]],
        tensors: [embedding, { name: 'rope_freqs.weight', shape: [2], type: 0, offset: 96 }],
        data: new Uint8Array(Float32Array.of(...new Array<number>(24).fill(0), 1, 8).buffer),
      }),
    );
    const { scaling } = readLlamaConfig(await ggufConfig(file)).rotary;
    expect(scaling?.inverseFrequencies(4, 10_000, 4)).toEqual([1, 0.01 / 8]);
    expect(scaling?.inverseFrequencies(4, 10_000, 100)).toEqual([1, 0.01 / 8]);
    expect(scaling?.attentionFactor).toBe(1);
    expect([...publishedWeights(file, { heads: 2, keyValueHeads: 2 }).entries.keys()]).toEqual([
      'model.embed_tokens.weight',
    ]);
  });
});

describe('the config of a GGUF file', () => {
  it('rules for the positions of long texts', async () => {
    const linear = await ggufConfig(
      await fileWith(
        'llama',
        ['llama.rope.scaling.type', typed.text('linear')],
        ['llama.rope.scaling.factor', typed.float32(4)],
      ),
    );
    expect(readLlamaConfig(linear).rotary.scaling?.type).toBe('linear');
    const yarn = await ggufConfig(
      await fileWith(
        'qwen2',
        ['qwen2.rope.scaling.type', typed.text('yarn')],
        ['qwen2.rope.scaling.factor', typed.float32(4)],
        ['qwen2.rope.scaling.original_context_length', typed.uint32(4)],
      ),
    );
    expect(readLlamaConfig(yarn).rotary.scaling?.type).toBe('yarn');
    expect(readLlamaConfig(await ggufConfig(await fileWith('llama'))).rotary.scaling).toBeUndefined();
  });

  it.each([
    [['llama.rope.scaling.type', typed.text('nonsense')], 'llama.rope.scaling.factor is missing'],
    [['llama.expert_count', typed.uint32(8)], 'llama.expert_count must be 0'],
    [
      ['llama.rope.dimension_count', typed.uint32(2)],
      'llama.rope.dimension_count must be the width of a head, 4, found 2',
    ],
    [['split.count', typed.uint32(3)], 'split.count must be 1'],
    [
      ['llama.attention.head_count_kv', typed.text('2')],
      'llama.attention.head_count_kv must be a number, found "2"',
    ],
  ] as const)('refuses %j', async (value, message) => {
    const file = await fileWith('llama', value);
    await expect(ggufConfig(file)).rejects.toThrow(FormatError);
    await expect(ggufConfig(file)).rejects.toThrow(message);
  });

  it('refuses an architecture that is not known, with the list', async () => {
    const file = await fileWith('mamba');
    await expect(ggufConfig(file)).rejects.toThrow(ModelTypeError);
    await expect(ggufConfig(file)).rejects.toThrow(
      'readable are llama, qwen2, qwen3. The same model may be published as safetensors, of which more are known',
    );
  });

  it('refuses a file of a vocabulary alone', async () => {
    const file = await openGguf(writeGguf({ metadata: sizes('llama') }));
    await expect(ggufConfig(file)).rejects.toThrow('has no tensor token_embd.weight');
  });
});
