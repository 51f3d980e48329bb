import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkName, createBackend } from './index.ts';

const cli = join(import.meta.dirname, 'cli.ts');
const root = join(import.meta.dirname, '../../../..');
let place = '';

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'heed-create-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Runs Node in a folder; gives what it printed with its exit status. */
function node(
  cwd: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}

describe('checkName', () => {
  it('gives folder and function', () => {
    expect(checkName('my-backend')).toEqual({
      packageName: 'my-backend',
      folder: 'my-backend',
      functionName: 'myBackend',
    });
    expect(checkName('@me/heed.metal_2')).toMatchObject({
      folder: 'heed.metal_2',
      functionName: 'heedMetal2',
    });
  });

  it.each([
    ['My-Backend', /capital letters/],
    ['../escape', /no name for a package/],
    ['a b', /URL-friendly/],
    ['', /length/],
    ['node_modules', /no name for a package/],
    ['fs', /core module/],
    ['3d-backend', /begins with a letter/],
    ['.hidden', /cannot start with a period/],
  ])('refuses %j', (name, message) => {
    expect(() => checkName(name)).toThrow(message);
  });
});

describe('the command', () => {
  it('makes a backend that passes all tests', { timeout: 240_000 }, () => {
    const made = node(place, '--conditions=@heed/source', cli, '@me/heed-slow');
    expect(made).toEqual({ status: 0, output: expect.stringContaining('heedSlow() is in heed-slow/') });
    const folder = join(place, 'heed-slow');
    expect(readdirSync(folder).sort()).toEqual(
      ['.github', '.gitignore', 'LICENSE', 'README.md', 'package.json', 'src', 'test'].concat([
        'tsconfig.build.json',
        'tsconfig.json',
      ]),
    );
    expect(readdirSync(place)).toEqual(['heed-slow']); // no draft stays behind
    const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(texts.filter((text) => /my-?backend/i.test(text))).toEqual([]);

    // What `npm install` would bring, from this repository.
    mkdirSync(join(folder, 'node_modules', '@heed'), { recursive: true });
    symlinkSync(join(root, 'packages/core'), join(folder, 'node_modules/@heed/core'));
    symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(scripts.test).toBe('node --test "test/*.ts"');
    const tested = node(folder, '--conditions=@heed/source', '--test', 'test/*.ts');
    expect(tested.output).toMatch(/pass [67]\d\d\n/);
    expect(tested.output).toMatch(/fail 0\n/);
    expect(tested.status).toBe(0);

    // With the libraries that core's sources want; its published declarations want fewer.
    const libraries =
      'es2024,es2025.iterator,es2025.collection,esnext.array,esnext.disposable,dom,dom.iterable';
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const checked = node(folder, tsc, '-p', '.', '--customConditions', '@heed/source', '--lib', libraries);
    expect(checked).toEqual({ status: 0, output: '' });
  });

  it("puts names once where they hold the template's own", async () => {
    const { path } = await createBackend('@my-backend/my-backend-2', place);
    const read = (file: string) => readFileSync(join(path, file), 'utf8');
    expect(JSON.parse(read('package.json')).name).toBe('@my-backend/my-backend-2');
    expect(read('README.md')).toMatch(/^# my-backend-2\n/);
    expect(read('README.md')).toContain("import { myBackend2 } from '@my-backend/my-backend-2';");
    rmSync(path, { recursive: true });
  });

  it('overwrites nothing', async () => {
    writeFileSync(join(place, 'taken'), 'mine');
    const refused = node(place, '--conditions=@heed/source', cli, 'taken');
    expect(refused).toEqual({ status: 1, output: expect.stringMatching(/taken is there already/) });
    expect(readFileSync(join(place, 'taken'), 'utf8')).toBe('mine');
    mkdirSync(join(place, 'empty'));
    await expect(createBackend('empty', place)).rejects.toThrow(/is there already/);
    expect(readdirSync(place).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('refuses a name that is none, or several, and explains itself', async () => {
    await expect(createBackend('../escape', place)).rejects.toThrow(/no name for a package/);
    expect(existsSync(join(place, '../escape'))).toBe(false);
    expect(node(place, cli)).toEqual({ status: 2, output: expect.stringMatching(/^Give one name/) });
    expect(node(place, cli, 'a', 'b').status).toBe(2);
    expect(node(place, cli, '--halp')).toEqual({ status: 1, output: expect.stringMatching(/'--halp'/) });
    expect(node(place, cli, '--help')).toEqual({
      status: 0,
      output: expect.stringMatching(/npm create heed-backend/),
    });
  });
});
