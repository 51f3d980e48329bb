import assert from 'node:assert/strict';
import { RandomGenerator, SGD } from '@heed/core';
import { baseConfig, EncoderDecoder, generateSequences } from '@heed/transformer';
import { sequenceToSequence, trainStep } from '@heed/transformer/training';
import { folderStore } from '@heed/transformer/training/node';

const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
const [best] = await generateSequences(model, [[3, 4, 2]], { beams: 2, maximumNewTokens: 5 });
assert.ok(best.ids.length <= 6 && best.ids.every((id) => id >= 0 && id < 11), `ids ${best.ids}`);
const report = trainStep(sequenceToSequence(model), new SGD(model, { rate: 0.1 }), [
  [{ source: [3, 2], target: [4, 2] }],
]);
assert.ok(report.targets === 2 && report.loss > 0, `loss ${report.loss}`);
assert.equal(await folderStore('no-such-folder').open('last.safetensors'), undefined);
console.log('ok');
