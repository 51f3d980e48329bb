import assert from 'node:assert/strict';
import { MultiHeadAttention } from '@heed/attention';
import { concat, RandomGenerator, slice } from '@heed/core';

// Causal attention does not look into the future: another end leaves the beginning as it was.
const generator = new RandomGenerator(1);
const attention = new MultiHeadAttention(8, 2).initialize(generator);
const states = generator.normal([1, 5, 8]);
const changed = concat([slice(states, { axis: 1, end: 3 }), generator.normal([1, 2, 8])], { axis: 1 });
const beginning = async (input) => (await attention.forward(input, { causal: true }).data()).slice(0, 24);
assert.equal((await beginning(states)).length, 24);
assert.deepEqual(await beginning(changed), await beginning(states));
console.log('ok');
