/**
 * ViT-Tiny (Touvron et al. 2021: width 192, 12 layers, 3 heads, patch 16, 224 × 224) here and in PyTorch, by turns, batch
 * 1 and 8, with random weights; the logits are compared, too.
 *
 *   node --conditions=@heed/source apps/image-recognition/scripts/measure.ts --python python3 [--threads 1] [--rounds 5]
 *
 * The Python needs torch and transformers. Times are medians; on a machine with other work only their ratio says much.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseOptions } from '@heed/app-translation';
import { wasm } from '@heed/backend-wasm';
import { RandomGenerator, tidy, use } from '@heed/core';
import { saveSafetensors } from '@heed/core/node';
import { HfConfig } from '@heed/transformer';
import { savePretrained } from '@heed/transformer/node';
import { readViTConfig, ViTForImageClassification, visionFamilies } from '@heed/vision';

const usage = 'measure.ts [--python python3] [--threads 1] [--rounds 5]';
const table = { python: 'python3', threads: '1', rounds: '5' };
const options = parseOptions(process.argv.slice(2), table, usage);
const threads = options.number('threads');

use(await wasm({ threads }));
const generator = new RandomGenerator(1);
const config = new HfConfig({
  ...{ model_type: 'vit', architectures: ['ViTForImageClassification'], image_size: 224, patch_size: 16 },
  ...{
    hidden_size: 192,
    intermediate_size: 768,
    num_hidden_layers: 12,
    num_attention_heads: 3,
    num_labels: 1000,
  },
});
const model = new ViTForImageClassification(readViTConfig(config)).initialize(generator);
const folder = await mkdtemp(join(tmpdir(), 'heed-measure-'));
await savePretrained({ model, config }, folder, { families: visionFamilies });
const batches = [1, 8].map((size) => ({ size, pixels: generator.normal([size, 3, 224, 224]) }));
await saveSafetensors(
  join(folder, 'pixels.safetensors'),
  batches.map(({ size, pixels }) => [String(size), pixels]),
);

/** Answers each line, a batch size, with milliseconds and the first logits. */
const peer = `
import sys, time, torch
from safetensors.torch import load_file
from transformers import ViTForImageClassification
torch.set_num_threads(${threads})
model = ViTForImageClassification.from_pretrained(sys.argv[1]).eval()
pixels = load_file(sys.argv[1] + "/pixels.safetensors")
for line in sys.stdin:
    with torch.no_grad():
        start = time.perf_counter()
        logits = model(pixels[line.strip()]).logits
        print(1000 * (time.perf_counter() - start), *logits[0, :5].tolist(), flush=True)
`;
const python = spawn(options.required('python'), ['-c', peer, folder], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
for (const { size, pixels } of batches) {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  let difference = 0;
  for (let round = 0; round <= options.number('rounds'); round++) {
    const started = performance.now();
    const logits = tidy(() => model.forward(pixels).dataSync());
    const ours = performance.now() - started;
    python.stdin.write(`${size}\n`);
    const [theirs = Number.NaN, ...expected] = String((await answers.next()).value)
      .split(' ')
      .map(Number);
    difference = Math.max(
      difference,
      ...expected.map((value, at) => Math.abs(value - (logits[at] ?? Number.NaN))),
    );
    // The first round warms up both.
    if (round > 0) {
      times.ours.push(ours);
      times.theirs.push(theirs);
    }
  }
  const [ours, theirs] = [median(times.ours), median(times.theirs)];
  console.log(
    `batch ${size}: ${ours.toFixed(1)} ms, PyTorch ${theirs.toFixed(1)} ms, ratio ${(ours / theirs).toFixed(2)}, ` +
      `logits within ${difference.toExponential(1)}`,
  );
}
python.stdin.end();
await rm(folder, { recursive: true });
