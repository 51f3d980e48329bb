/**
 * Installs the peers, apart from the workspace: `pnpm bench:install`; with `--python` those of Python too (several GB).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { peersFolder } from './harness/places.ts';

function run(command: string, args: readonly string[]): void {
  // onnxruntime's own step would fetch files for GPUs from outside the registry.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  const { status, error } = spawnSync(command, args, { cwd: peersFolder, stdio: 'inherit', env });
  if (status === 0) return;
  console.error(`${command} ${args.join(' ')}: ${error?.message ?? `exit ${status}`}`);
  process.exit(1);
}

run('npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile']);
if (process.argv.includes('--python')) {
  const folder = join(peersFolder, 'python');
  run('python3', ['-m', 'venv', folder]);
  run(join(folder, 'bin/pip'), ['install', '-q', '-r', 'requirements.txt']);
}
