import { readFileSync } from 'node:fs';
import { paddingMask } from '@heed/attention';
import { add, type Module, multiply, sum, Tensor, tensor, toSnakeCase, valueAndGrad } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { padRows } from '../generation/pad-rows.ts';
import { EncoderDecoderModel } from '../models/encoder-decoder-model.ts';
import { fromPretrained } from '../node/index.ts';
import { familyOf } from '../pretrained/index.ts';
import { pathFinder } from './adapters/peft-names.ts';

const folder = new URL('../../../../fixtures/', import.meta.url);

interface Golden {
  readonly loss: number;
  /** Norm, largest entry, and entries at i · size // 5. */
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

const golden: Readonly<Record<string, Golden>> = JSON.parse(
  readFileSync(new URL('training/gradients.json', folder), 'utf8'),
);

/** As fixtures/training/make_gradients.py makes them. */
function ids(row: number, length: number, vocabulary: number): number[] {
  return Array.from({ length }, (_, t) => 3 + ((row * 17 + t * t * 5 + t * 3) % (vocabulary - 3)));
}

/** The sum of cosines times what a model gives, where tokens are real. */
function weighted(output: Tensor, lengths?: readonly number[]): Tensor {
  const length = output.shape[1] ?? 0;
  const width = output.size / ((output.shape[0] ?? 1) * length);
  const weights = Float32Array.from({ length: output.size }, (_, at) => {
    const [row, place] = [Math.floor(at / (length * width)), Math.floor(at / width) % length];
    return lengths === undefined || place < (lengths[row] ?? 0) ? Math.cos(0.37 * at) : 0;
  });
  return sum(multiply(output, tensor(weights, { shape: output.shape })));
}

/** What a model is told of padding. */
type Padding = 'mask' | 'lengths';

function lossOf(model: Module, vocabulary: number, pad: number, padding: Padding): Tensor {
  const lengths = [9, 6];
  const source = padRows([ids(0, 9, vocabulary), ids(1, 6, vocabulary)], pad);
  const mask = paddingMask(lengths, 9);
  const forward = (...inputs: readonly unknown[]): unknown => Reflect.apply(model.forward, model, inputs);
  if (model instanceof EncoderDecoderModel) {
    const target = padRows([ids(2, 5, vocabulary), ids(3, 5, vocabulary)], pad);
    const padded = padding === 'mask' ? mask : { sources: lengths, targets: [5, 5] };
    const logits = forward(source, target, padded);
    return logits instanceof Tensor ? weighted(logits) : expect.unreachable();
  }
  const output = forward(source, padding === 'mask' ? { mask } : { lengths });
  if (output instanceof Tensor) return weighted(output, output.shape[1] === 9 ? lengths : undefined);
  const { start, end } = Object(output);
  return add(weighted(start, lengths), weighted(end, lengths));
}

describe('gradients equal those of PyTorch', () => {
  it.each(Object.keys(golden))('%s', async (name) => {
    const { model, config } = await fromPretrained(new URL(`models/${name}`, folder).pathname);
    const { savedName = (key: string) => key } = await familyOf(config);
    const { loss, gradients: expected } = golden[name] ?? expect.unreachable();
    const pad = config.has('pad_token_id') ? config.number('pad_token_id') : 0;
    const find = pathFinder(Object.keys(expected), (key) => key);
    const largest = Math.max(...Object.values(expected).map(([, most = 0]) => most));
    const check = (padding: Padding): void => {
      const { value, gradients } = valueAndGrad(model, () =>
        lossOf(model, config.size('vocab_size'), pad, padding),
      );
      expect(Math.abs(value.item() - loss)).toBeLessThan(1e-4 * Math.max(1, Math.abs(loss)));
      let compared = 0;
      for (const [path, gradient] of gradients) {
        const key = find(savedName(toSnakeCase(path)));
        // What the loss does not reach has no gradient in PyTorch, and zeros here.
        const [norm = 0, most = 0, ...entries] = expected[key ?? ''] ?? [0, 0, 0, 0, 0, 0, 0];
        if (key !== undefined) compared += 1;
        const numbers = Array.from(gradient.dataSync());
        // Some gradients are 0 but for rounding, such as those of the biases of keys.
        const tolerance = 1e-4 * Math.max(most, 1e-3 * largest);
        expect(Math.abs(Math.hypot(...numbers) - norm), path).toBeLessThan(
          tolerance * Math.sqrt(numbers.length),
        );
        for (const [index, entry] of entries.entries()) {
          const at = Math.floor((index * numbers.length) / 5);
          expect(Math.abs((numbers[at] ?? Number.NaN) - entry), `${path}[${at}]`).toBeLessThan(tolerance);
        }
      }
      // The tables of sinusoids of Marian and Pegasus count as parameters there.
      const published = Object.keys(expected).filter(
        (key) => !/(marian|pegasus).*embed_positions/.test(name + key),
      );
      expect(compared).toBe(published.length);
    };
    check('mask');
    if ('takesLengths' in model && model.takesLengths === true) check('lengths');
    model.dispose();
  });
});
