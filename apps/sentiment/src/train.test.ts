import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cpu, RandomGenerator, use } from '@heed/core';
import { BertModel, HfConfig, readBertConfig } from '@heed/transformer';
import { savePretrained } from '@heed/transformer/node';
import type { MemoryPlan } from '@heed/transformer/training';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCheckpoint } from './checkpoint-folder.ts';
import { measure } from './evaluate.ts';
import { exportSmall } from './export.ts';
import { methodNames } from './method.ts';
import { type TrainOptions, train } from './train.ts';

let folder = '';
let options: Omit<TrainOptions, 'run' | 'method'>;

const words = ['good', 'fine', 'great', 'bad', 'dull', 'poor', 'the', 'film', 'is', 'and'];
const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];

beforeAll(async () => {
  use(cpu);
  folder = await mkdtemp(join(tmpdir(), 'heed-sentiment-train-'));
  const generator = new RandomGenerator(1);
  const sentence = (kind: number): string => {
    const pick = (from: number, count: number): string => words[from + generator.nextInteger(count)] ?? '';
    return `the film is ${pick(3 * kind, 3)} and ${pick(3 * kind, 3)}`;
  };
  const rows = (count: number, label: (kind: number) => string): Uint8Array =>
    gzipSync(Array.from({ length: count }, (_, row) => `${sentence(row % 2)}\t${label(row % 2)}\n`).join(''));
  for (const [corpus, label] of [
    ['sentence-polarity', (kind: number) => String(1 - kind)],
    ['goemotions', (kind: number) => (kind === 0 ? '0' : '2,3')],
  ] as const) {
    await mkdir(join(folder, 'data', corpus), { recursive: true });
    await writeFile(join(folder, 'data', corpus, 'train.tsv.gz'), rows(40, label));
    await writeFile(join(folder, 'data', corpus, 'valid.tsv.gz'), rows(12, label));
  }
  const labels = 'index\tlabel\tgroup\n0\tadmiration\tpositive\n2\tanger\tnegative\n3\tannoyance\tnegative\n';
  await writeFile(join(folder, 'data', 'goemotions', 'labels.tsv'), labels);
  const vocab = Object.fromEntries([...special, ...words].map((token, id) => [token, id]));
  const base = join(folder, 'base');
  const config = new HfConfig({
    ...{ model_type: 'bert', architectures: ['BertModel'], vocab_size: 15, hidden_size: 32 },
    ...{ intermediate_size: 32, num_hidden_layers: 1, num_attention_heads: 2 },
  });
  const model = new BertModel(readBertConfig(config), { pooler: false }).initialize(new RandomGenerator(2));
  await savePretrained({ model, config }, base);
  const tokens = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const tokenizer = {
    version: '1.0',
    added_tokens: special.map((content, id) => ({ id, content, ...tokens })),
    normalizer: null,
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
    decoder: null,
    model: {
      ...{ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##' },
      max_input_chars_per_word: 100,
      vocab,
    },
  };
  await writeFile(join(base, 'tokenizer.json'), JSON.stringify(tokenizer));
  options = {
    ...{ base, data: join(folder, 'data'), steps: 80, tokens: 64, rate: 0.01, polarityRepeats: 1, seed: 3 },
    ...{ evaluateEvery: 40, saveEvery: 6, longest: 16, observers: [] },
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('train', () => {
  it.each(methodNames)(
    '%s: learns both tasks, and goes on with the same bits after an interruption',
    async (name) => {
      const [whole, parts] = [join(folder, name), join(folder, `${name}-parts`)];
      const method = { name, rank: 4 };
      const plans: MemoryPlan[] = [];
      await train({ ...options, run: whole, method, onPlan: (plan) => plans.push(plan) });
      expect(plans.map(({ peak }) => peak > 0)).toEqual([true]);
      const checkpoint = await loadCheckpoint(join(whole, 'checkpoint'));
      const corpora = ['sentence-polarity', 'goemotions'] as const;
      expect((await measure(checkpoint, 'valid', corpora, options.data))['mean']).toBeGreaterThan(0.9);

      const controller = new AbortController();
      const stopper = {
        onStep: ({ step }: { step: number }) => (step === 9 ? controller.abort() : undefined),
      };
      await train({ ...options, run: parts, method, observers: [stopper], signal: controller.signal });
      expect(await readdir(parts)).not.toContain('checkpoint');
      await train({ ...options, run: parts, method });
      const weights = (run: string): Promise<Buffer> =>
        readFile(join(run, 'checkpoint', 'model.safetensors'));
      expect((await weights(parts)).equals(await weights(whole))).toBe(true);
      if (name !== 'full') {
        expect(await readdir(join(whole, 'adapter'))).toEqual([
          'adapter_config.json',
          'adapter_model.safetensors',
        ]);
      }
    },
  );

  it('the small checkpoint of it says nearly the same', async () => {
    const checkpoint = await loadCheckpoint(join(folder, 'full', 'checkpoint'));
    const out = join(folder, 'small');
    await exportSmall(checkpoint, out, () => {}, options.data);
    const small = await loadCheckpoint(out);
    expect(small.temperatures.polarity).toBeGreaterThan(0);
    const corpora = ['sentence-polarity', 'goemotions'] as const;
    expect((await measure(small, 'valid', corpora, options.data))['mean']).toBeGreaterThan(0.9);
  });
});
