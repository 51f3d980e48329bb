import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { python } from './peers.ts';
import { cache, peersFolder, pretrained } from './places.ts';

/** Makes files that peers need, such as ONNX graphs, by a script in Python; says so if it cannot. */
export function makeExport(script: string): void {
  const { status, error, stderr } = spawnSync(
    python,
    [join(peersFolder, 'export', script), cache, pretrained],
    { encoding: 'utf8', env: { ...process.env, HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1' } },
  );
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1);
  process.stderr.write(`peers/export/${script} failed, so the peers that need it stay out: ${reason}\n`);
}
