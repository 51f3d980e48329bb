import {
  BackendError,
  cpu,
  embedding,
  IndexError,
  matmul,
  OptionError,
  ones,
  tensor,
  tidy,
  use,
  zeros,
} from '@heed/core';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { TensorFlow } from './engine/tensorflow.ts';
import { tfjs } from './index.ts';

afterEach(() => {
  use(cpu);
});

describe('tfjs', () => {
  it('refuses what is not TensorFlow.js, unknown options and other versions', async () => {
    await expect(tfjs(Object.assign({ tf }, { engin: 'cpu' }))).rejects.toThrow(/unknown option engin/);
    const nothing = Object.assign({}, { version_core: '4.22.0' }) as TensorFlow;
    await expect(tfjs({ tf: nothing })).rejects.toThrow(OptionError);
    await expect(tfjs({ tf: nothing })).rejects.toThrow(/lacks ready, engine, getBackend/);
    for (const version_core of ['3.21.0', '4.21.0', '5.0.0']) {
      await expect(tfjs({ tf: { ...tf, version_core } })).rejects.toThrow(BackendError);
      await expect(tfjs({ tf: { ...tf, version_core } })).rejects.toThrow(
        `4.22 or a later 4.x, this is ${version_core}`,
      );
    }
  });

  it('names an engine that is not there, or does not start, and leaves the one before', async () => {
    await tf.setBackend('cpu');
    await expect(tfjs({ tf, engine: 'webgpux' })).rejects.toThrow(/no engine webgpux, it has .*cpu/);
    vi.spyOn(console, 'warn').mockReturnValue();
    tf.registerBackend('broken', () => {
      throw new Error('no device');
    });
    await expect(tfjs({ tf, engine: 'broken' })).rejects.toThrow('the engine broken does not start here');
    tf.removeBackend('broken');
    vi.restoreAllMocks();
    expect(tf.getBackend()).toBe('cpu');
  });

  it('reports what was asked and given', async () => {
    const backend = await tfjs({ tf, engine: 'cpu' });
    expect(backend.report()).toMatchObject({
      name: 'tfjs',
      details: { engineAsked: 'cpu', engine: 'cpu', tensorFlowJs: '4.22.0', device: 'CPU' },
      notes: [expect.stringContaining('float16 and bfloat16 are stored as float32')],
    });
    backend.dispose();
  });

  it('stops when TensorFlow.js is set to another engine, and goes on when it is set back', async () => {
    const backend = await tfjs({ tf, engine: 'cpu' });
    use(backend);
    const x = tensor([1, 2]);
    await tf.setBackend('wasm');
    expect(() => matmul(ones([1, 1]), ones([1, 1]))).toThrow(
      /runs on cpu, but TensorFlow.js was set to wasm/,
    );
    await tf.setBackend('cpu');
    expect([...(await x.data())]).toEqual([1, 2]);
    x.dispose();
    backend.dispose();
    expect(() => ones([1])).toThrow(/was disposed of/);
  });

  it('survives the scopes of TensorFlow.js around it', async () => {
    const backend = await tfjs({ tf, engine: 'cpu' });
    use(backend);
    let sum = tensor([0]);
    tf.tidy(() => {
      sum = tidy(() => matmul(ones([1, 3]), ones([3, 1])));
    });
    expect([...(await sum.data())]).toEqual([3]);
    sum.dispose();
    backend.dispose();
  });

  it('names ids outside their table and leaves nothing behind', async () => {
    const backend = await tfjs({ tf, engine: 'wasm' });
    use(backend);
    const before = { ...backend.memory(), ...tf.memory() };
    tidy(() => {
      expect(() => embedding(ones([5, 3]), tensor([0, 7], { dtype: 'int32' }))).toThrow(IndexError);
      expect(() => embedding(ones([5, 3]), tensor([0, 7], { dtype: 'int32' }))).toThrow(/id 7 at place 1/);
    });
    expect({ ...backend.memory(), ...tf.memory() }).toEqual(before);
    backend.dispose();
  });

  it('names what no memory is left for; other tensors and backends are unharmed', async () => {
    const backend = await tfjs({ tf, engine: 'cpu' });
    const mine = tensor([5]);
    use(backend);
    const x = tensor([1, 2]);
    const before = backend.memory();
    const wide = zeros([2 ** 17, 1]);
    expect(() => matmul(wide, wide, { transposeB: true })).toThrow(BackendError);
    expect(() => matmul(wide, wide, { transposeB: true })).toThrow(
      /tfjs: matmul failed on cpu: .*(allocation|length)/i,
    );
    wide.dispose();
    expect(backend.memory()).toEqual(before);
    expect([...(await x.data())]).toEqual([1, 2]);
    use(cpu);
    expect([...(await matmul(ones([1, 2]), ones([2, 1])).data())]).toEqual([2]);
    expect(mine.item()).toBe(5);
    backend.dispose();
  });
});
