import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paddingMask } from '@heed/attention';
import {
  AdamW,
  FormatError,
  Linear,
  live,
  Module,
  mean,
  multiply,
  OptionError,
  quantize,
  RandomGenerator,
  slice,
  Tensor,
  tensor,
  tidy,
  valueAndGrad,
  WeightsError,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { writtenAdapter, writtenNames } from '../../../../../fixtures/training/written-adapters.ts';
import { BertForSequenceClassification, Gpt2, HfConfig, Llama, readBertConfig } from '../../models/index.ts';
import { fromPretrained } from '../../node/index.ts';
import { loadAdapterFolder, saveAdapter, saveAdapterFiles } from '../../node/training/index.ts';
import { classification, trainStep } from '../index.ts';
import {
  adapterFiles,
  attachBottlenecks,
  attachLora,
  loadAdapter,
  loadPrefix,
  prefixFiles,
} from './index.ts';

const fixtures = new URL('../../../../../fixtures/', import.meta.url);
/** Made by fixtures/training/make_adapters.py; written.json there is of adapters from here that Peft loaded. */
const golden = JSON.parse(readFileSync(new URL('training/adapters.json', fixtures), 'utf8'));
const written = JSON.parse(readFileSync(new URL('training/written.json', fixtures), 'utf8'));
const folderOf = (name: string): string => new URL(`training/adapters/${name}`, fixtures).pathname;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function baseModel(name: string): Promise<Module> {
  return (await fromPretrained(new URL(`models/${name}`, fixtures).pathname)).model;
}

function logitsOf(model: Module): number[] {
  return tidy(() => {
    const forward = (...inputs: readonly unknown[]): unknown => Reflect.apply(model.forward, model, inputs);
    const logits = forward(tensor(golden.ids, { dtype: 'int32' }), { mask: paddingMask([5, 3], 5) });
    if (!(logits instanceof Tensor)) return expect.unreachable();
    return Array.from((logits.rank === 2 ? logits : slice(logits, { axis: 1, end: 3 })).dataSync());
  });
}

function difference(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN))));
}

const loras = ['bert-lora', 'bert-dora', 'gpt2-lora', 'llama-lora'];

describe.each(loras)('%s, made by Peft', (name) => {
  it('gives the logits of Peft; merged it gives the same; detached the model is as before', async () => {
    const model = await baseModel(golden[name].model);
    const before = logitsOf(model);
    const alive = live();
    const adapter = await loadAdapterFolder(model, folderOf(name));
    const attached = logitsOf(model);
    expect(difference(attached, golden[name].logits)).toBeLessThan(1e-5);
    expect(difference(attached, before)).toBeGreaterThan(1e-2);
    if (adapter.options.trainedModules.length === 0) {
      adapter.detach();
      expect(logitsOf(model)).toEqual(before);
      expect(live()).toEqual(alive);
      (await loadAdapterFolder(model, folderOf(name))).merge();
    } else adapter.merge();
    expect(difference(logitsOf(model), attached)).toBeLessThan(1e-5);
    expect(live()).toEqual(alive);
  });

  it('written and loaded again it gives the same bits', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'heed-adapter-'));
    const model = await baseModel(golden[name].model);
    const adapter = await loadAdapterFolder(model, folderOf(name));
    await saveAdapter(adapter, folder, { baseModel: golden[name].model });
    const other = await baseModel(golden[name].model);
    await loadAdapterFolder(other, folder);
    expect(logitsOf(other)).toEqual(logitsOf(model));
    await rm(folder, { recursive: true });
  });
});

describe('attachLora', () => {
  it.each([false, true])(
    'B = 0 changes nothing (magnitudes: %s), and only what was asked for is trained',
    async (magnitude) => {
      const model = await baseModel('bert-sequence');
      const before = logitsOf(model);
      const targets = ['**.self.query', '**.self.value'];
      attachLora(model, { targets, rank: 3, magnitude, trainedModules: ['classifier'] });
      // A magnitude over the norm that it began as is 1 but for rounding.
      if (magnitude) expect(difference(logitsOf(model), before)).toBeLessThan(1e-6);
      else expect(logitsOf(model)).toEqual(before);
      const trainable = [...model.trainableValues().keys()];
      expect(trainable.every((path) => /lora|^classifier/.test(path))).toBe(true);
      expect(trainable).toHaveLength(2 * 2 * (magnitude ? 3 : 2) + 2);
    },
  );

  it('learns, and keeps the weights under it', async () => {
    const model = await baseModel('bert-sequence');
    if (!(model instanceof BertForSequenceClassification)) return expect.unreachable();
    const query = model.bert.encoder.layer[0]?.attention.self.query;
    const before = query?.weight.value.dataSync().slice();
    attachLora(model, { targets: ['**.self.query', '**.dense'], rank: 2 });
    const optimizer = new AdamW(model.eval(), { rate: 0.05 });
    const texts = [
      { ids: [3, 9, 14], label: 0 },
      { ids: [7, 4, 11, 5], label: 2 },
    ];
    const losses = Array.from(
      { length: 12 },
      () => trainStep(classification(model), optimizer, [texts]).loss,
    );
    expect(losses.at(-1)).toBeLessThan(0.3 * (losses[0] ?? 0));
    expect(query?.weight.value.dataSync()).toEqual(before);
  });

  it('refuses what is no linear layer, and patterns that stand for nothing', async () => {
    const model = await baseModel('bert-sequence');
    expect(() => attachLora(model, { targets: ['bert.embeddings'] })).toThrow(/linear layers only/);
    expect(() => attachLora(model, { targets: ['**.querry'] })).toThrow(/near it: .*query/);
    expect(() => attachLora(model, { targets: ['**.query'], rank: 0 })).toThrow(OptionError);
  });

  it('refuses files of another model and settings that are not known', async () => {
    const gpt2 = await baseModel('gpt2');
    const before = logitsOf(gpt2);
    await expect(loadAdapterFolder(gpt2, folderOf('bert-lora'))).rejects.toThrow(WeightsError);
    await expect(loadAdapterFolder(gpt2, folderOf('gone'))).rejects.toThrow(
      'adapter_config.json cannot be read',
    );
    const files = await adapterFiles(attachLora(await baseModel('gpt2'), { targets: ['**.cAttn'] }));
    const asked = { ...files.config, alpha_pattern: { c_attn: 4 } };
    await expect(loadAdapter(gpt2, { ...files, config: asked })).rejects.toThrow(FormatError);
    await expect(loadAdapter(gpt2, { ...files, config: { peft_type: 'IA3' } })).rejects.toThrow(/IA3/);
    expect(logitsOf(gpt2)).toEqual(before);
  });
});

describe('quantised weights (QLoRA)', () => {
  it('a correction is trained on top, and adds what it adds on floats; merging and magnitudes are refused', () => {
    class Block extends Module {
      readonly proj = new Linear(64, 5);
      override forward(x: Tensor): Tensor {
        return this.proj.forward(x);
      }
    }
    const generator = new RandomGenerator(4);
    const model = new Block().initialize(generator);
    const { weight } = model.proj;
    weight.replace(quantize(weight, 'q4_0'));
    const x = generator.normal([3, 64]);
    const before = Array.from(model.forward(x).dataSync());
    expect(() => attachLora(model, { targets: ['proj'], magnitude: true })).toThrow(/q4_0/);
    expect(() => attachLora(model, { targets: ['proj'], trainedModules: ['head'] })).toThrow(/'head/);
    expect(model.parameterCount({ trainableOnly: true })).toBe(325);
    const adapter = attachLora(model, { targets: ['proj'], rank: 2, alpha: 2, generator });
    expect(Array.from(model.forward(x).dataSync())).toEqual(before);
    const optimizer = new AdamW(model, { rate: 0.05 });
    const loss = (): Tensor => mean(multiply(model.forward(x), model.forward(x)));
    const losses = Array.from({ length: 15 }, () =>
      tidy(() => {
        const { value, gradients } = valueAndGrad(model, loss);
        optimizer.step(gradients);
        return value.item();
      }),
    );
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
    expect(() => adapter.merge()).toThrow(/q4_0/);
    const after = Array.from(model.forward(x).dataSync());
    adapter.detach();
    expect(Array.from(model.forward(x).dataSync())).toEqual(before);
    expect(difference(after, before)).toBeGreaterThan(0.1);
  });
});

describe('prefix tuning', () => {
  it.each(['gpt2-prefix', 'llama-prefix'])(
    '%s: gives the logits of Peft, from its files and from ours',
    async (name) => {
      const model = await baseModel(golden[name].model);
      if (!(model instanceof Gpt2 || model instanceof Llama)) return expect.unreachable();
      const folder = folderOf(name);
      const config: unknown = JSON.parse(readFileSync(join(folder, 'adapter_config.json'), 'utf8'));
      const weights = readFileSync(join(folder, 'adapter_model.safetensors'));
      const tuned = await loadPrefix(model, { config, weights });
      expect(difference(logitsOf(tuned), golden[name].logits)).toBeLessThan(1e-5);
      expect([...tuned.trainableValues().keys()]).toEqual(['promptEmbeddings']);
      const again = await loadPrefix(model, await prefixFiles(tuned));
      expect(logitsOf(again)).toEqual(logitsOf(tuned));
    },
  );

  it('a prefix of another length leaves the model as it was', async () => {
    const model = await baseModel(golden['gpt2-prefix'].model);
    if (!(model instanceof Gpt2)) return expect.unreachable();
    const folder = folderOf('gpt2-prefix');
    const config: unknown = JSON.parse(readFileSync(join(folder, 'adapter_config.json'), 'utf8'));
    const weights = readFileSync(join(folder, 'adapter_model.safetensors'));
    const before = live();
    const longer = { ...Object(config), num_virtual_tokens: 999 };
    await expect(loadPrefix(model, { config: longer, weights })).rejects.toThrow(
      /prompt_embeddings must be \[999, \d+\], got \[\d+, \d+\]/,
    );
    expect(live()).toEqual(before);
    expect(model.trainableValues().size).toBe(model.parameters().size);
  });
});

describe('what is written for Peft', () => {
  it.each(writtenNames)(
    '%s: is to the last byte what Peft loaded, and Peft computed the same',
    async (name) => {
      const { files, logits } = await writtenAdapter(name);
      const folder = await mkdtemp(join(tmpdir(), 'heed-adapter-'));
      await saveAdapterFiles(files, folder);
      const hashes = readdirSync(folder).map((file) => [file, sha256(readFileSync(join(folder, file)))]);
      await rm(folder, { recursive: true });
      expect(Object.fromEntries(hashes)).toEqual(written[name].sha256);
      expect(difference(logits, written[name].logits)).toBeLessThan(1e-5);
    },
  );
});

describe('bottleneck adapters', () => {
  it('change nothing at first, learn, and are taken out again', () => {
    const config = readBertConfig(
      new HfConfig({
        ...{ vocab_size: 23, hidden_size: 8, intermediate_size: 13, num_hidden_layers: 2 },
        num_attention_heads: 2,
      }),
    );
    const model = new BertForSequenceClassification(config).initialize(new RandomGenerator(0));
    const before = logitsOf(model);
    const targets = ['bert.encoder.layer.*.attention.output', 'bert.encoder.layer.*.output'];
    const attached = attachBottlenecks(model, { targets, width: 8, bottleneck: 3 });
    expect(attached.layers.size).toBe(4);
    expect(logitsOf(model)).toEqual(before);
    const optimizer = new AdamW(model, { rate: 0.05 });
    const texts = [
      { ids: [3, 9, 14], label: 0 },
      { ids: [7, 4, 11, 5], label: 1 },
    ];
    const losses = Array.from(
      { length: 20 },
      () => trainStep(classification(model), optimizer, [texts]).loss,
    );
    expect(losses.at(-1)).toBeLessThan(0.5 * (losses[0] ?? 0));
    attached.detach();
    expect(logitsOf(model)).toEqual(before);
    expect(model.parameterCount({ trainableOnly: true })).toBe(model.parameterCount());
  });
});
