import { describe, expect, it } from 'vitest';
import { DTypeError, OptionError } from '../errors.ts';
import { Embedding } from '../module/embedding.ts';
import { LayerNorm } from '../module/layer-norm.ts';
import { Linear } from '../module/linear.ts';
import { Module } from '../module/module.ts';
import { cast, dequantize, quantize } from '../ops/index.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { encodeSafetensors } from './encode-safetensors.ts';
import { loadWeights } from './load-weights.ts';
import { openSafetensors } from './safetensors.ts';
import { saveWeights } from './save-weights.ts';
import type { WeightSource } from './weight-source.ts';

class Net extends Module {
  readonly table = new Embedding(37, 64);
  readonly kinds = new Embedding(2, 64);
  readonly wide = new Linear(64, 48);
  readonly odd = new Linear(48, 41);
  readonly norm = new LayerNorm(64);
  override forward(x: Tensor): Tensor {
    return x;
  }
}

const made = (): Net => new Net().initialize(new RandomGenerator(1));
const types = (net: Net): string =>
  [net.table, net.kinds, net.wide, net.odd, net.norm].map(({ weight }) => weight?.dtype).join(' ');
const numbers = (x: Tensor): number[] => [...x.dataSync()];

describe('types in which matrices are kept', () => {
  it('of blocks: tables and linear layers, where a row is a whole number of blocks', async () => {
    const trained = made();
    const net = new Net();
    const file = await saveWeights(trained);
    await loadWeights(net, file, { matrixType: 'q4_1' });
    expect(types(net)).toBe('q4_1 float32 q4_1 float32 float32');
    expect(net.wide.bias?.dtype).toBe('float32');
    expect(net.table.weight.value.dataSync()).toEqual(quantize(trained.table.weight, 'q4_1').dataSync());
    await loadWeights(net, file);
    expect(types(net)).toBe('float32 float32 float32 float32 float32');
    expect(numbers(net.wide.weight.value)).toEqual(numbers(trained.wide.weight.value));
  });

  it('halves, and what the file stores', async () => {
    const trained = made();
    const net = new Net();
    await loadWeights(net, await saveWeights(trained, { dtype: 'bfloat16' }), { matrixType: 'stored' });
    expect(types(net)).toBe('bfloat16 float32 bfloat16 bfloat16 float32');
    expect(numbers(net.odd.weight.value)).toEqual(numbers(cast(trained.odd.weight, 'bfloat16')));
    await loadWeights(net, await saveWeights(trained), { matrixType: 'float16' });
    expect(types(net)).toBe('float16 float32 float16 float16 float32');
    await loadWeights(net, await saveWeights(trained), { matrixType: 'stored' });
    expect(types(net)).toBe('float32 float32 float32 float32 float32');
  });

  it('a source that gives whole tensors only', async () => {
    const file = await openSafetensors(await saveWeights(made()));
    const whole: WeightSource = {
      name: 'whole',
      entries: file.entries,
      read: (name) => file.read(name),
      close: () => file.close(),
      [Symbol.asyncDispose]: () => file.close(),
    };
    const [one, other] = [new Net(), new Net()];
    await loadWeights(one, file, { matrixType: 'q8_0' });
    await loadWeights(other, whole, { matrixType: 'q8_0' });
    for (const [path, parameter] of one.parameters()) {
      expect(other.parameters().get(path)?.value.dataSync(), path).toEqual(parameter.value.dataSync());
    }
  });

  it('saving blocks needs a type of float, in which their numbers are written', async () => {
    const net = new Net();
    await loadWeights(net, await saveWeights(made()), { matrixType: 'q5_0' });
    await expect(saveWeights(net)).rejects.toThrow(DTypeError);
    await expect(saveWeights(net)).rejects.toThrow(
      'tensor "table.weight" is quantised (Q5_0), and safetensors files hold no blocks; choose a type of float',
    );
    const saved = await openSafetensors(await saveWeights(net, { dtype: 'float32' }));
    expect((await saved.read('table.weight')).data).toEqual(dequantize(net.table.weight).dataSync());
    expect((await saved.read('norm.weight')).data).toEqual(net.norm.weight?.value.dataSync());
    const blocks = { type: 'Q8_0', shape: [1, 32], data: new Uint8Array(34) } as const;
    await expect(encodeSafetensors([['x', blocks]])).rejects.toThrow(DTypeError);
  });

  it('refuses other types by name', async () => {
    const file = await saveWeights(made());
    // @ts-expect-error: read from files only
    const loading = loadWeights(new Net(), file, { matrixType: 'q4_k' });
    await expect(loading).rejects.toThrow(OptionError);
    await expect(loading).rejects.toThrow('loadWeights: matrixType "q4_k"; possible are float32, float16');
  });
});
