import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryLock } from './lock.ts';

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Tries until it has the lock, which may take one round for removing another. */
async function takenWithin(rounds: number): Promise<boolean> {
  for (let round = 0; round < rounds; round++) {
    const lock = await tryLock(path);
    if (lock === undefined) continue;
    await lock.release();
    return true;
  }
  return false;
}

describe('a lock', () => {
  it('is held by one, and free again when it is let go', async () => {
    const lock = await tryLock(path);
    expect(lock).toBeDefined();
    expect(await tryLock(path)).toBeUndefined();
    await lock?.release();
    expect(await readdir(folder)).toEqual([]);
    expect(await takenWithin(1)).toBe(true);
  });

  it('of many who try at once, one has it', async () => {
    const tries = await Promise.all(Array.from({ length: 20 }, () => tryLock(path)));
    expect(tries.filter((lock) => lock !== undefined)).toHaveLength(1);
  });

  it('of a process that has ended is taken over at once', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    await writeFile(path, `${hostname()}\n${child.pid}\nx\n`);
    expect(await takenWithin(2)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('of a process that lives, or of another machine, is respected for a minute of silence', async () => {
    for (const owner of [`${hostname()}\n${process.pid}\nx\n`, 'elsewhere\n1\nx\n', '']) {
      await writeFile(path, owner);
      expect(await takenWithin(3)).toBe(false);
      const earlier = new Date(Date.now() - 61_000);
      await utimes(path, earlier, earlier);
      expect(await takenWithin(2)).toBe(true);
    }
  });

  it('that was taken over meanwhile is not let go by its former owner', async () => {
    const lock = await tryLock(path);
    await writeFile(path, 'another');
    await lock?.release();
    expect(await readFile(path, 'utf8')).toBe('another');
  });

  it('in a folder that is not there is an error', async () => {
    await expect(tryLock(join(folder, 'gone', 'lock'))).rejects.toThrow('ENOENT');
  });
});
