import { RandomGenerator } from '@heed/core';
import { expect, it } from 'vitest';
import { baseConfig } from '../encoder-decoder/config.ts';
import { EncoderDecoder } from '../encoder-decoder/model.ts';
import { likeliestOf } from './choose-token.ts';
import type { DecodingSession } from './decoding-session.ts';
import { generateAll } from './generate.ts';
import type { LogitsProcessor } from './processors/index.ts';
import { startSession } from './start-session.ts';
import { tinyGpt2, tinyLlama } from './testing/tiny-models.ts';

const translator = new EncoderDecoder({
  ...baseConfig,
  vocabularySize: 23,
  width: 8,
  heads: 2,
  feedForwardWidth: 16,
}).initialize(new RandomGenerator(4));
const prompts = [[3, 1, 4], [1, 5, 9, 2], [6]];

const sessions: Readonly<Record<string, () => DecodingSession>> = {
  'a decoder-only model': () => startSession(tinyLlama(3), prompts),
  'an encoder–decoder': () => startSession(translator, prompts),
  'two models at once': () => startSession(tinyGpt2(5), prompts, { guidance: { scale: 1.5 } }),
};

it.each(Object.entries(sessions))(
  '%s: the likeliest token of each text and position is that of its logits',
  async (_, start) => {
    const [byLogits, byChoice] = [start(), start()];
    let ids = byLogits.prompts;
    for (let step = 0; step < 4; step++) {
      // The second position of a text is only there once it has two ids to read.
      const positions = step === 0 ? 1 : 2;
      const logits = await byLogits.next(ids, positions);
      const tokens = await byChoice.likeliest(ids, positions);
      expect(tokens).toEqual(logits.map((rows) => rows.map(likeliestOf)));
      ids = tokens.map((row) => [row.at(-1)?.id ?? 0, step]);
    }
    for (const session of [byLogits, byChoice]) session.dispose();
  },
);

it('takes the first of equally likely tokens', () => {
  expect(likeliestOf(Float32Array.of(1, 3, 2, 3))).toEqual({ id: 1, logit: 3 });
});

it('generates what it would by whole logits', async () => {
  const asItIs: LogitsProcessor = (logits) => logits;
  for (const model of [tinyLlama(3), tinyGpt2(5), translator]) {
    const all = (processors: readonly LogitsProcessor[]): Promise<unknown> =>
      generateAll(model, prompts, { maximumNewTokens: 9, processors });
    expect(await all([])).toEqual(await all([asItIs]));
  }
});
