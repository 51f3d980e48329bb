/**
 * Builds the WASM kernels of `@heed/backend-wasm` if they are missing or older than what they are
 * made of. Runs before demo and bench, where a look at the clocks of a few files is all the delay
 * that a user should feel; checks and tests get the kernels through turbo's cached `build:wasm`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const directory = join(import.meta.dirname, '..', 'packages', 'backend-wasm');

/** Modification times of all files under a path; none if there is no such path. */
function times(path: string): number[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
  return readdirSync(path).flatMap((name) => times(join(path, name)));
}

const sources = ['assembly', 'scripts', 'package.json'].flatMap((name) => times(join(directory, name)));
const made = times(join(directory, 'src', 'generated'));
if (made.length === 0 || Math.max(...made) < Math.max(...sources)) {
  console.error('Building the WASM kernels …');
  const run = spawnSync('pnpm', ['run', 'build:wasm'], { cwd: directory, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
