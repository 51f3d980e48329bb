import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { full, OptionError, openSafetensors, RandomGenerator, ValueError, WriteError } from '@heed/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordModelFact } from '../../../../fixtures/model-facts.ts';
import { HfConfig } from '../models/hf-config.ts';
import { Llama, readLlamaConfig } from '../models/llama/index.ts';
import { modelFamily } from '../models/model-family.ts';
import { ModelTypeError } from '../pretrained/errors.ts';
import { trainBpe } from '../tokenizer/index.ts';
import { fromPretrained, savePretrained } from './index.ts';

const models = new URL('../../../../fixtures/models/', import.meta.url).pathname;
const names = readdirSync(models).filter((name) => existsSync(join(models, name, 'config.json')));
/** What checkpoints have twice, or what follows from nothing but its place. */
const notSaved: ReadonlyMap<string, readonly string[]> = new Map([
  ['bert-masked-lm-untied', ['cls.predictions.bias']],
  ['pegasus', ['model.decoder.embed_positions.weight', 'model.encoder.embed_positions.weight']],
]);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-save-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const json = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

describe('a model that is saved', () => {
  // fixtures/pretrained/load_saved.py shows that Python's transformers loads each of them with equal outputs.
  it.each(names)('%s: the bytes of the checkpoint it was loaded from', async (name) => {
    await savePretrained(await fromPretrained(join(models, name)), folder);
    expect(json(folder, 'config.json')).toEqual(json(models, name, 'config.json'));
    const [saved, published] = await Promise.all(
      [folder, join(models, name)].map(
        async (place) => new Uint8Array(await readFile(join(place, 'model.safetensors'))),
      ),
    );
    const unsaved = notSaved.get(name);
    if (unsaved === undefined) expect(saved).toEqual(published);
    else {
      const [own, other] = [
        await openSafetensors(saved ?? new Uint8Array()),
        await openSafetensors(published ?? new Uint8Array()),
      ];
      expect([...other.entries.keys()].filter((key) => !own.entries.has(key)).sort()).toEqual(unsaved);
    }
    recordModelFact({ model: name, fact: 'loads' });
  });

  it('what belongs to it is written too, and loads again', async () => {
    const source = join(folder, 'source');
    await savePretrained(await fromPretrained(join(models, 'llama-tied')), source);
    const tokenizer = JSON.stringify(trainBpe(['a b'], { vocabularySize: 261, endToken: '</s>' }));
    await writeFile(join(source, 'tokenizer.json'), tokenizer);
    await writeFile(join(source, 'README.md'), 'not mine');
    const target = join(folder, 'target');
    await savePretrained(await fromPretrained(source), target);
    expect((await readdir(target)).sort()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'tokenizer.json',
    ]);
    expect(await readFile(join(target, 'tokenizer.json'), 'utf8')).toBe(tokenizer);
    expect(json(target, 'generation_config.json')).toEqual(
      json(models, 'llama-tied', 'generation_config.json'),
    );
  });

  it('in parts, which load as the whole; another model in the folder goes', async () => {
    const loaded = await fromPretrained(join(models, 'qwen2'));
    await savePretrained(loaded, folder);
    await savePretrained(loaded, folder, { maximumBytes: 30_000 });
    const written = (await readdir(folder)).sort();
    expect(written).toEqual([
      ...[
        'config.json',
        'generation_config.json',
        'model-00001-of-00004.safetensors',
        'model-00002-of-00004.safetensors',
      ],
      ...[
        'model-00003-of-00004.safetensors',
        'model-00004-of-00004.safetensors',
        'model.safetensors.index.json',
      ],
    ]);
    const index = json(folder, 'model.safetensors.index.json');
    expect(index).toMatchObject({ metadata: { total_size: 4 * loaded.model.parameterCount() } });
    const again = await fromPretrained(folder);
    for (const [path, { value }] of again.model.parameters()) {
      expect(value.dataSync(), path).toEqual(loaded.model.parameters().get(path)?.value.dataSync());
    }
    await savePretrained(loaded, folder);
    expect((await readdir(folder)).sort()).toEqual([
      'config.json',
      'generation_config.json',
      'model.safetensors',
    ]);
  });

  it('in bfloat16, as the config says then', async () => {
    const loaded = await fromPretrained(join(models, 'llama-tied'));
    await savePretrained(loaded, folder, { dtype: 'bfloat16' });
    expect(json(folder, 'config.json')).toMatchObject({ dtype: 'bfloat16' });
    const file = await openSafetensors(await readFile(join(folder, 'model.safetensors')));
    expect(new Set(Array.from(file.entries.values(), ({ type }) => type))).toEqual(new Set(['BF16']));
  });

  it('a model that was made here, with whole numbers that Python wants as floats', async () => {
    const config = new HfConfig({
      ...{ model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1 },
      ...{
        num_attention_heads: 2,
        rope_theta: 10_000,
        initializer_range: 1,
        layerscale_value: 1,
        mlp_ratio: 4,
        rope_scaling: { rope_type: 'linear', factor: 2 },
      },
    });
    const model = new Llama(readLlamaConfig(config)).initialize(new RandomGenerator(0));
    await savePretrained({ model, config }, folder);
    const text = await readFile(join(folder, 'config.json'), 'utf8');
    expect(text).toContain('"rope_theta": 10000.0,');
    expect(text).toContain('"layerscale_value": 1.0,');
    expect(text).toContain('"mlp_ratio": 4,');
    expect(text).toContain('"initializer_range": 1.0,');
    expect(text).toContain('"factor": 2.0\n');
    expect(text).toContain('"hidden_size": 8,');
    expect(await readdir(folder)).toEqual(['config.json', 'model.safetensors']);
    expect((await fromPretrained(folder)).model.parameterCount()).toBe(model.parameterCount());
  });

  it('with floats that only the family knows', async () => {
    const config = new HfConfig({
      ...{ model_type: 'other', vocab_size: 11, hidden_size: 8, intermediate_size: 16, num_hidden_layers: 1 },
      ...{ num_attention_heads: 2, mlp_ratio: 4 },
    });
    const model = new Llama(readLlamaConfig(config)).initialize(new RandomGenerator(0));
    const family = modelFamily(
      readLlamaConfig,
      { Llama: (read) => new Llama(read) },
      { floatFields: ['mlp_ratio'] },
    );
    await savePretrained({ model, config }, folder, { families: { other: async () => family } });
    expect(await readFile(join(folder, 'config.json'), 'utf8')).toContain('"mlp_ratio": 4.0,');
  });

  it('from a GGUF file, as safetensors', async () => {
    const gguf = await fromPretrained(
      new URL('../../../../fixtures/pretrained/qwen2-Q8_0.gguf', import.meta.url).pathname,
    );
    await savePretrained(gguf, folder);
    const again = await fromPretrained(folder);
    expect(again.config.text('model_type')).toBe('qwen2');
    for (const [path, { value }] of again.model.parameters()) {
      expect(value.dataSync(), path).toEqual(gguf.model.parameters().get(path)?.value.dataSync());
    }
  });
});

describe('what cannot be saved', () => {
  it('a model of a type that is not known, bad options, NaN: and the folder stays as it was', async () => {
    const loaded = await fromPretrained(join(models, 'llama-tied'));
    await savePretrained(loaded, folder);
    const before = await readFile(join(folder, 'model.safetensors'));
    await expect(
      savePretrained({ ...loaded, config: new HfConfig({ model_type: 'x' }) }, folder),
    ).rejects.toThrow(ModelTypeError);
    for (const [given, seen] of [
      [Promise.resolve(loaded), 'a promise: await it first'],
      [loaded.model, 'an object'],
    ]) {
      await expect(Reflect.apply(savePretrained, undefined, [given, folder])).rejects.toThrow(
        `savePretrained takes { model, config }, as fromPretrained gives them, got ${seen}`,
      );
    }
    await expect(savePretrained(loaded, join(folder, 'config.json', 'in'))).rejects.toThrow(WriteError);
    await expect(savePretrained(loaded, folder, { maximumBytes: -1 })).rejects.toThrow(OptionError);
    const misspelt = { dtype: 'float32', maxBytes: 1 } as const;
    await expect(savePretrained(loaded, folder, misspelt)).rejects.toThrow('unknown option maxBytes');
    const [first] = loaded.model.parameters().values();
    first?.assign(full(first.shape, Number.NaN));
    await expect(savePretrained(loaded, folder)).rejects.toThrow(ValueError);
    expect(await readFile(join(folder, 'model.safetensors'))).toEqual(before);
    expect(await readdir(folder)).toHaveLength(3);
  });
});
