/**
 * Makes the generated sources that are missing or older than what they are made of: the WASM kernels of
 * `@heed/backend-wasm` and the page script of `@heed/attention/pictures`. Runs before demo and bench, where a look
 * at the clocks of a few files is all the delay that a user should feel; checks and tests get them through turbo's
 * cached tasks.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What is made in a package's src/generated/, by which script, and from what. */
const generated = [
  {
    folder: 'backend-wasm',
    script: 'build:wasm',
    made: 'WASM kernels',
    from: ['assembly', 'src/engine/kernel-thread.ts'],
  },
  { folder: 'attention', script: 'build:client', made: 'page script', from: ['src/pictures'] },
];

/** Modification times of all files under a path; none if there is no such path. */
function times(path: string): number[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
  return readdirSync(path).flatMap((name) => times(join(path, name)));
}

for (const { folder, script, made, from } of generated) {
  const directory = join(import.meta.dirname, '..', 'packages', folder);
  const sources = [...from, 'scripts', 'package.json'].flatMap((name) => times(join(directory, name)));
  const results = times(join(directory, 'src', 'generated'));
  if (results.length > 0 && Math.max(...results) >= Math.max(...sources)) continue;
  console.error(`Building the ${made} …`);
  const run = spawnSync('pnpm', ['run', script], { cwd: directory, stdio: ['ignore', 2, 2] });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
