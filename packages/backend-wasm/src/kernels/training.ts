import { type Attributes, type Kernel, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Words of a record of assembly/adamw.ts. */
const recordWords = 12;

/** Numbers among the attributes, one for each parameter. */
function listOf(attributes: Attributes, name: string): readonly unknown[] {
  const list: unknown = attributes[name];
  return Array.isArray(list) ? list : [];
}

/** The optimizer's update of all parameters, in place where it may be. */
function adamwKernel(engine: Engine): Kernel<Block> {
  return (inputs, attributes, outputs) => {
    if (!isFloat32(inputs)) return undefined;
    const rate = numberOf(attributes, 'rate');
    const beta1 = numberOf(attributes, 'beta1');
    const beta2 = numberOf(attributes, 'beta2');
    const steps = listOf(attributes, 'step');
    const decays = listOf(attributes, 'weightDecay');
    const overwrite = listOf(attributes, 'overwrite');
    const count = outputs.length / 3;
    // All memory first: nothing may be written when it is short.
    const table = engine.workspace(count * recordWords * 4);
    const results = outputs.map((spec, index) => {
      const parameter = Math.floor(index / 3);
      // The gradient stands between the parameter and its moments.
      const place = index % 3 === 0 ? 0 : (index % 3) + 1;
      const own = inputs[4 * parameter + place];
      return overwrite[parameter] === true && own !== undefined ? own.buffer : engine.output(spec);
    });
    const words = engine.int32().subarray(table >>> 2);
    const floats = new Float32Array(words.buffer, words.byteOffset, count * recordWords);
    for (let at = 0; at < count; at++) {
      const given = inputs.slice(4 * at, 4 * at + 4);
      const made = results.slice(3 * at, 3 * at + 3);
      const step = Number(steps[at]);
      const record = recordWords * at;
      words.set(
        [...given.map(({ buffer }) => buffer.address), ...made.map(({ address }) => address)],
        record,
      );
      words[record + 7] = sizeOf(given[0]?.shape ?? []);
      floats[record + 8] = 1 - rate * Number(decays[at]);
      floats[record + 9] = rate / (1 - beta1 ** step);
      floats[record + 10] = Math.sqrt(1 - beta2 ** step);
      for (const block of made) engine.rewrite(block);
    }
    engine.exports.adamw(table, count, beta1, beta2, numberOf(attributes, 'epsilon'));
    return results;
  };
}

/** What only training needs: the optimizer's update and dropout. */
export function trainingKernels(engine: Engine): KernelTable {
  return {
    adamwUpdate: adamwKernel(engine),
    dropout: (inputs, attributes, [output]) => {
      const [x] = inputs;
      const seed: unknown = attributes['seed'];
      const rate = numberOf(attributes, 'rate');
      if (x === undefined || output === undefined || !Array.isArray(seed) || !isFloat32(inputs))
        return undefined;
      const threshold = Math.ceil(rate * 2 ** 32);
      // At rate 1 the threshold does not fit the word; nothing is kept, which the reference writes.
      if (!(threshold < 2 ** 32)) return undefined;
      const y = engine.output(output);
      const [key0, key1] = [Number(seed[0]), Number(seed[1])];
      engine.exports.dropout(
        x.buffer.address,
        y.address,
        sizeOf(x.shape),
        key0,
        key1,
        threshold,
        1 / (1 - rate),
      );
      return [y];
    },
  };
}
