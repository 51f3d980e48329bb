/**
 * Builds the WASM kernels of `@heed/backend-wasm` if they are missing or older than what they are
 * made of. Runs before demo and bench, where turbo's own start (about half a second) would be felt;
 * everything else gets the kernels through turbo's cached `build:wasm`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, '..', 'packages', 'backend-wasm');
const sources = ['assembly', 'scripts', 'package.json'].map((name) => join(directory, name));
const script = join(directory, 'scripts', 'build-wasm.ts');

/** Modification times of all files under a path; none if there is no such path. */
function times(path: string): number[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
  return readdirSync(path).flatMap((name) => times(join(path, name)));
}

const made = times(join(directory, 'src', 'generated'));
const stale = made.length === 0 || Math.max(...made) < Math.max(...sources.flatMap(times));
if (stale && existsSync(script)) {
  console.error('Building the WASM kernels …');
  const run = spawnSync(process.execPath, [script], { cwd: directory, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
