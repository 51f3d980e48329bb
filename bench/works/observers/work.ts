import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Survey } from '../../harness/work.ts';

export const observersWork: Survey = {
  kind: 'survey',
  name: 'observers',
  title: 'What observers cost when there are none',
  about:
    'A small encoder on the reference backend, beside a copy with all that observers need taken out of core, by turns and with equal answers; and, since two copies of one program differ by a few per cent anyhow, the points of a pass times the cost of passing one.',
  measure: async () => {
    const script = join(import.meta.dirname, 'measure.ts');
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=@heed/source', script], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    const rows: string[][] = JSON.parse(stdout);
    return [['', ''], ...rows];
  },
};
