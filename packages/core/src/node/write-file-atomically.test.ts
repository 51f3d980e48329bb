import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WriteError } from '../errors.ts';
import { writeFileAtomically } from './write-file-atomically.ts';
import { makeFolder } from './writing.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-write-'));
  path = join(folder, 'model.safetensors');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (): Promise<string> => readFile(path, 'utf8');

/** Another process that runs a module's text, with `write(path, chunks)` at hand. */
function start(code: string): ChildProcess {
  const url = new URL('./write-file-atomically.ts', import.meta.url).href;
  const script = `import { writeFileAtomically as write } from ${JSON.stringify(url)}; const path = ${JSON.stringify(path)}; ${code}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('writing a file', () => {
  it('from bytes, from pieces, from pieces to come, from nothing', async () => {
    await writeFileAtomically(path, bytes('whole'));
    expect(await text()).toBe('whole');
    await writeFileAtomically(path, [bytes('in '), bytes(''), bytes('pieces')]);
    expect(await text()).toBe('in pieces');
    await writeFileAtomically(
      path,
      (async function* () {
        yield bytes('one ');
        yield bytes('by one');
      })(),
    );
    expect(await text()).toBe('one by one');
    await writeFileAtomically(path, new Uint8Array());
    expect(await text()).toBe('');
    expect(await readdir(folder)).toEqual(['model.safetensors']);
  });

  it('shows nothing under the final name until it is whole', async () => {
    await writeFile(path, 'old');
    await writeFileAtomically(
      path,
      (async function* () {
        yield bytes('new ');
        expect(await text()).toBe('old');
        yield bytes('one');
        expect(await text()).toBe('old');
      })(),
    );
    expect(await text()).toBe('new one');
  });

  it('leaves the old file and nothing else when it fails on the way', async () => {
    await writeFile(path, 'old');
    const failing = (function* () {
      yield bytes('half');
      throw new Error('disk full');
    })();
    await expect(writeFileAtomically(path, failing)).rejects.toThrow('disk full');
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    expect(await text()).toBe('old');
  });

  it('leaves nothing when the name is taken by a folder, and names a folder that is not there', async () => {
    await mkdir(join(path, 'full'), { recursive: true });
    await expect(writeFileAtomically(path, bytes('x'))).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    await expect(writeFileAtomically(join(folder, 'nowhere', 'x'), bytes('x'))).rejects.toThrow(
      /nowhere.x cannot be written: ENOENT/,
    );
  });

  it('names a folder that cannot be made', async () => {
    await writeFileAtomically(path, bytes('x'));
    const within = join(path, 'in');
    await expect(makeFolder(within)).rejects.toThrow(WriteError);
    await expect(makeFolder(within)).rejects.toThrow(/model\.safetensors.in cannot be written: E/);
    await makeFolder(join(folder, 'a', 'b'));
    await makeFolder(join(folder, 'a', 'b'));
    expect(await readdir(join(folder, 'a'))).toEqual(['b']);
  });

  it('by four processes at once: all succeed, one file, whole', async () => {
    const code = `await write(path, Array.from({ length: 50 }, () => new Uint8Array(1000).fill(process.pid % 251)));`;
    const children = [1, 2, 3, 4].map(() => start(code));
    const codes = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(codes.map(([code]) => code)).toEqual([0, 0, 0, 0]);
    expect(await readdir(folder)).toEqual(['model.safetensors']);
    const written = await readFile(path);
    expect(written.length).toBe(50_000);
    expect(new Set(written).size).toBe(1);
    expect(children.map((child) => (child.pid ?? 0) % 251)).toContain(written[0]);
  });

  it('by a process that is killed: no file, and the next writer clears what is left after an hour', async () => {
    const child = start(`
      await write(path, (async function* () {
        yield new Uint8Array(1000);
        console.log('half');
        await new Promise(() => setInterval(() => {}, 1000));
      })());`);
    if (child.stdout !== null) await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const left = await readdir(folder);
    expect(left).toEqual([expect.stringMatching(/^\.model\.safetensors\..+\.tmp$/)]);

    await writeFileAtomically(path, bytes('again'));
    expect(await text()).toBe('again');
    // Another may be writing to it just now.
    expect(await readdir(folder)).toHaveLength(2);
    const earlier = new Date(Date.now() - 2 * 3_600_000);
    for (const name of left) await utimes(join(folder, name), earlier, earlier);
    await writeFile(join(folder, '.other.safetensors.x.tmp'), '');
    await utimes(join(folder, '.other.safetensors.x.tmp'), earlier, earlier);
    await writeFileAtomically(path, bytes('once more'));
    expect((await readdir(folder)).sort()).toEqual(['.other.safetensors.x.tmp', 'model.safetensors']);
  });
});
