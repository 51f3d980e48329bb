import assert from 'node:assert/strict';
import { Adam, loadWeights, RandomGenerator, SGD, saveWeights } from '@heed/core';
import {
  BertForSequenceClassification,
  BertModel,
  baseConfig,
  classify,
  EncoderDecoder,
  generateSequences,
  HfConfig,
  readBertConfig,
  Tokenizer,
  trainBpe,
} from '@heed/transformer';
import { fromPretrained, savePretrained } from '@heed/transformer/node';
import { classification, readCsv, sequenceToSequence, trainStep } from '@heed/transformer/training';
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

// The guide's way from an encoder and a CSV file to a classifier in a folder, whole.
const labels = ['bad', 'good'];
const csv = 'text,label\n"a fine, fine film",good\na bore,bad\nfine,good\nwhat a bore,bad\n';
const tokenizer = new Tokenizer(trainBpe([csv], { vocabularySize: 280, endToken: '</s>' }));
const encoderConfig = new HfConfig({
  model_type: 'bert',
  architectures: ['BertForSequenceClassification'],
  vocab_size: tokenizer.vocabularySize,
  hidden_size: 8,
  intermediate_size: 16,
  num_hidden_layers: 1,
  num_attention_heads: 2,
  id2label: Object.fromEntries(labels.entries()),
  label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
});
const encoder = new BertModel(readBertConfig(encoderConfig)).initialize(new RandomGenerator(1));
const classifier = new BertForSequenceClassification(readBertConfig(encoderConfig)).initialize(
  new RandomGenerator(2),
);
await loadWeights(classifier.bert, await saveWeights(encoder));
const examples = [];
for await (const [text, label] of readCsv(csv)) {
  if (labels.includes(label)) examples.push({ ids: tokenizer.encode(text), label: labels.indexOf(label) });
}
assert.equal(examples.length, 4);
const optimizer = new Adam(classifier, { rate: 0.02 });
for (let step = 0; step < 40; step++) trainStep(classification(classifier), optimizer, [examples]);
await savePretrained({ model: classifier, config: encoderConfig }, 'my-classifier');
const { model: saved } = await fromPretrained('my-classifier', { tokenizer: false });
const answers = await classify({ model: saved, tokenizer, config: encoderConfig }, ['fine', 'a bore']);
assert.deepEqual(
  answers.map(([best]) => best.label),
  ['good', 'bad'],
);
console.log('ok');
