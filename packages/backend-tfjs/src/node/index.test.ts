import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackendError } from '@heed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedTfjs } from './index.ts';

let folder: string;

/** Puts a package into the folder, as an installation would. */
async function install(name: string, code: string): Promise<void> {
  const place = join(folder, 'node_modules', name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  await writeFile(join(place, 'index.js'), code);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-tfjs-'));
  await install(
    'broken-tfjs',
    "throw new Error('libcudart.so.11.0: cannot open shared object file\\nand more')",
  );
  await install(
    'working-tfjs',
    `module.exports = require(${JSON.stringify(createRequire(import.meta.url).resolve('@tensorflow/tfjs'))})`,
  );
});

afterAll(() => rm(folder, { recursive: true }));

describe('installedTfjs', () => {
  it('takes the first package that loads, and says why not those before it', async () => {
    const packages = ['absent-tfjs', 'broken-tfjs', 'working-tfjs'];
    const backend = await installedTfjs({ from: folder, packages });
    const { details, notes } = backend.report();
    expect(details).toMatchObject({ package: 'working-tfjs', engine: 'cpu', cudaLibraries: 'none' });
    expect(notes).toEqual(
      expect.arrayContaining([
        'absent-tfjs: not installed',
        'broken-tfjs: does not load: libcudart.so.11.0: cannot open shared object file',
      ]),
    );
    backend.dispose();
  });

  it('names what is missing where none loads, and unknown options', async () => {
    const nothing = installedTfjs({ from: folder, packages: ['absent-tfjs'] });
    await expect(nothing).rejects.toThrow(BackendError);
    await expect(nothing).rejects.toThrow(
      /no TensorFlow.js loads from .*absent-tfjs: not installed.*npm install/,
    );
    await expect(installedTfjs(Object.assign({ from: folder }, { form: 1 }))).rejects.toThrow(
      /unknown option form/,
    );
  });
});
