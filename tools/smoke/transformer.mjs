import assert from 'node:assert/strict';
import { RandomGenerator } from '@heed/core';
import { baseConfig, EncoderDecoder, generateSequences } from '@heed/transformer';

const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
const [best] = await generateSequences(model, [[3, 4, 2]], { beams: 2, maximumNewTokens: 5 });
assert.ok(best.ids.length <= 6 && best.ids.every((id) => id >= 0 && id < 11), `ids ${best.ids}`);
console.log('ok');
