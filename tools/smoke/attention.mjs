import assert from 'node:assert/strict';
import { MultiHeadAttention, SinusoidalPositions } from '@heed/attention';
import {
  Adam,
  add,
  argmax,
  broadcastTo,
  concat,
  crossEntropy,
  Embedding,
  Linear,
  Module,
  RandomGenerator,
  slice,
  tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';

// Causal attention does not look into the future: another end leaves the beginning as it was.
const generator = new RandomGenerator(1);
const attention = new MultiHeadAttention(8, 2).initialize(generator);
const states = generator.normal([1, 5, 8]);
const changed = concat([slice(states, { axis: 1, end: 3 }), generator.normal([1, 2, 8])], { axis: 1 });
const beginning = async (input) => (await attention.forward(input, { causal: true }).data()).slice(0, 24);
assert.equal((await beginning(states)).length, 24);
assert.deepEqual(await beginning(changed), await beginning(states));

// The package alone is enough to train: eight letters are copied, each found by attention.
class Copier extends Module {
  letters = new Embedding(26, 32);
  positions = new SinusoidalPositions(32);
  attention = new MultiHeadAttention(32, 2);
  output = new Linear(32, 26);

  forward(ids) {
    const places = this.positions.forward(8);
    const memory = add(this.letters.forward(ids), places);
    const questions = broadcastTo(places, memory.shape);
    return this.output.forward(this.attention.forward(questions, { memory }));
  }
}

const model = new Copier().initialize(generator);
const optimizer = new Adam(model, { rate: 0.005 });
const words = (count) =>
  tensor(
    Int32Array.from({ length: count * 8 }, () => generator.nextInteger(26)),
    { shape: [count, 8] },
  );
for (let step = 0; step < 200; step++) {
  tidy(() => {
    const batch = words(32);
    const { gradients } = valueAndGrad(model, () => crossEntropy(model.forward(batch), batch));
    optimizer.step(gradients);
  });
}
const test = words(500);
const answers = argmax(model.forward(test), { axis: -1 }).dataSync();
const right = test.dataSync().filter((id, at) => id === answers[at]).length / test.size;
assert.ok(right > 0.99, `${100 * right} % right`);
console.log('ok');
