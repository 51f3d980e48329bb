/**
 * How much faster many callers are served when they share a model (continuous batching) than one after another: tokens in
 * a second for 1 to 16 callers, with the built-in model or another. Rounds of both ways by turns, median of five, and the
 * texts of both ways must be the same.
 *
 *   node --conditions=@heed/source apps/text-generation/scripts/measure-sharing.ts [model]
 */
import { wasm } from '@heed/backend-wasm';
import { use } from '@heed/core';
import { GenerationQueue, generateText } from '@heed/transformer';
import { loadTextModel } from '../src/text-model.ts';

const tokens = 64;
const rounds = 5;
const beginnings = ['Once upon a time', 'Tom had a red ball', 'Lily saw a dog', 'The sun was warm'];

use(await wasm());
const textModel = await loadTextModel(process.argv[2]);

async function measure(callers: number, together: number): Promise<{ seconds: number; texts: string[] }> {
  const queue = new GenerationQueue(textModel.model, { texts: together });
  const prompts = Array.from({ length: callers }, (_, at) => beginnings[at % beginnings.length] ?? '');
  const start = performance.now();
  const options = { maximumNewTokens: tokens, queue, processors: [], temperature: 0 };
  const made = await generateText(textModel, prompts, options);
  return { seconds: (performance.now() - start) / 1000, texts: made.map(({ text }) => text) };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

await measure(4, 4);
console.log(`${textModel.name}, ${tokens} tokens for each caller`);
for (const callers of [1, 2, 4, 8, 16]) {
  const shared: number[] = [];
  const apart: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [one, other] = [await measure(callers, callers), await measure(callers, 1)];
    if (one.texts.join() !== other.texts.join()) throw new Error('the two ways wrote different texts');
    shared.push(one.seconds);
    apart.push(other.seconds);
  }
  const rate = (seconds: number): string => ((callers * tokens) / seconds).toFixed(0).padStart(6);
  const [together, alone] = [median(shared), median(apart)];
  console.log(
    `${String(callers).padStart(2)} callers: ${rate(together)} tokens/s together, ${rate(alone)} one after another: ` +
      `${(alone / together).toFixed(2)} ×`,
  );
}
