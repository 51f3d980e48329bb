import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FormatError, ValueError, WeightsError } from '../errors.ts';
import { Linear } from '../module/linear.ts';
import { tensor } from '../ops/tensor.ts';
import { RandomGenerator } from '../random/index.ts';
import { encodeSafetensors } from '../weights/encode-safetensors.ts';
import { saveWeights } from '../weights/save-weights.ts';
import { readTensor } from '../weights/weight-source.ts';
import { fileSource, loadWeightsFile, openWeights, saveSafetensors, saveWeightsFile } from './index.ts';

let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-weights-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file as a source', () => {
  it('reads any part and can be closed', async () => {
    await writeFile(
      at('x'),
      Uint8Array.from({ length: 101 }, (_, i) => i),
    );
    const source = await fileSource(at('x'));
    expect([source.name, source.size]).toEqual([at('x'), 101]);
    expect(await source.read(97, 101)).toEqual(new Uint8Array([97, 98, 99, 100]));
    expect(await source.read(5, 5)).toEqual(new Uint8Array());
    expect(await source.read(99, 1e15)).toEqual(new Uint8Array([99, 100]));
    await source.close?.();
    await expect(source.read(0, 1)).rejects.toThrow();
  });

  it('names what is not there, is a folder, or is cut while it is read', async () => {
    await expect(fileSource(at('gone'))).rejects.toThrow(FormatError);
    await expect(fileSource(at('gone'))).rejects.toThrow(`${at('gone')} cannot be read: ENOENT`);
    await expect(fileSource(folder)).rejects.toThrow(`${folder} is a folder`);
    await writeFile(at('x'), new Uint8Array(100));
    const source = await fileSource(at('x'));
    await truncate(at('x'), 40);
    await expect(source.read(0, 100)).rejects.toThrow(
      `${at('x')} was cut while it was read: it had 100 bytes`,
    );
    await source.close?.();
  });
});

describe('weights on disk', () => {
  const x = () => tensor([[1, 2, 3]]);

  it('opens a file, an index, and a folder with either', async () => {
    await saveSafetensors(at('model.safetensors'), [['x', x()]], { metadata: { a: 'b' }, dtype: 'float16' });
    expect(new Uint8Array(await readFile(at('model.safetensors')))).toEqual(
      await encodeSafetensors([['x', x()]], { metadata: { a: 'b' }, dtype: 'float16' }),
    );
    await mkdir(at('sharded', 'parts'), { recursive: true });
    await saveSafetensors(at('sharded', 'parts', '1.safetensors'), [['x', x()]]);
    const index = at('sharded', 'model.safetensors.index.json');
    await writeFile(index, '{"weight_map":{"x":"parts/1.safetensors"}}');
    for (const path of [at('model.safetensors'), folder, index, at('sharded')]) {
      await using weights = await openWeights(path);
      expect((await readTensor(weights, 'x', { dtype: 'float32' })).dataSync()).toEqual(
        new Float32Array([1, 2, 3]),
      );
    }
  });

  it('names what is not there', async () => {
    await expect(openWeights(at('gone'))).rejects.toThrow(FormatError);
    await expect(openWeights(folder)).rejects.toThrow(
      `${folder} holds no weights: neither model.safetensors nor model.safetensors.index.json`,
    );
    await writeFile(at('model.safetensors.index.json'), '{"weight_map":{"x":"1.safetensors"}}');
    await expect(openWeights(folder)).rejects.toThrow(WeightsError);
    await expect(openWeights(folder)).rejects.toThrow(/file 1\.safetensors cannot be read: .*ENOENT/);
  });

  it.each(['../secret.safetensors', '/etc/hostname', '..\\secret.safetensors'])(
    'never leaves the folder for %s',
    async (name) => {
      await saveSafetensors(at('secret.safetensors'), [['x', x()]]);
      await mkdir(at('model'));
      const index = JSON.stringify({ weight_map: { x: name } });
      await writeFile(at('model', 'model.safetensors.index.json'), index);
      await expect(openWeights(at('model'))).rejects.toThrow('does not stay inside the folder');
    },
  );

  it('names a file that is cut, by its path', async () => {
    await saveSafetensors(at('x.safetensors'), [['x', x()]]);
    await truncate(at('x.safetensors'), 70);
    await expect(openWeights(at('x.safetensors'))).rejects.toThrow(FormatError);
    await expect(openWeights(at('x.safetensors'))).rejects.toThrow(`${at('x.safetensors')}: `);
  });

  it('saves a module and loads it again, through a link too', async () => {
    const trained = new Linear(3, 5).initialize(new RandomGenerator(2));
    await saveWeightsFile(trained, at('model.safetensors'));
    await symlink(at('model.safetensors'), at('link.safetensors'));
    const again = new Linear(3, 5);
    expect(await loadWeightsFile(again, at('link.safetensors'))).toEqual({
      loaded: 2,
      missing: [],
      extra: [],
    });
    expect(await saveWeights(again)).toEqual(await saveWeights(trained));
    await expect(loadWeightsFile(new Linear(5, 3), folder)).rejects.toThrow(
      'misshaped: weight is [5, 3], expected [3, 5]',
    );
  });

  it('keeps the old file when a weight is no number', async () => {
    const model = new Linear(3, 5).initialize(new RandomGenerator(2));
    await saveWeightsFile(model, at('model.safetensors'));
    const before = await readFile(at('model.safetensors'));
    model.weight.assign(tensor(new Float32Array(15).fill(Number.NaN), { shape: [5, 3] }));
    await expect(saveWeightsFile(model, at('model.safetensors'))).rejects.toThrow(ValueError);
    expect(await readFile(at('model.safetensors'))).toEqual(before);
  });
});
