import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { WriteError } from '@heed/core';

/** Who holds a lock says so this often. */
const beat = 5_000;
/** A lock of which nothing was heard for so long was left by a process that ended, or stands still. */
const silence = 60_000;

/** A lock that is held; let it go at the end. */
export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes a lock, a file that only one process can make, or gives `undefined` when another holds it. A lock whose process
 * has ended is taken over.
 *
 * @throws What the file system says when the folder cannot be written to.
 */
export async function tryLock(path: string): Promise<Lock | undefined> {
  const owner = `${hostname()}\n${process.pid}\n${randomUUID()}\n`;
  if (!(await create(path, owner))) {
    const other = await readFile(path, 'utf8').catch(() => undefined);
    // It was let go between the two looks.
    if (other === undefined) return undefined;
    if (!(await isAbandoned(path, other))) return undefined;
    await remove(path, other);
    return undefined;
  }
  const timer = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, beat);
  timer.unref();
  return {
    async release() {
      clearInterval(timer);
      if ((await readFile(path, 'utf8').catch(() => '')) === owner) await rm(path, { force: true });
    },
  };
}

async function create(path: string, owner: string): Promise<boolean> {
  try {
    await using handle = await open(path, 'wx');
    await handle.writeFile(owner);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(path: string, owner: string): Promise<boolean> {
  const [host, pid] = owner.split('\n');
  if (host === hostname() && pid !== undefined && !isAlive(Number(pid))) return true;
  const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
  return age > silence;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** Removes a lock that was abandoned. Another may have taken it over meanwhile: then it is put back. */
async function remove(path: string, owner: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => owner)) !== owner)
    await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** The code of an error of the file system, also where it is the cause of ours. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof WriteError) return codeOf(error.cause);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
