/**
 * Kills a small training run (SIGKILL) at random moments and starts it anew each time:
 *
 *   node --conditions=@heed/source packages/transformer/scripts/kill-runs.ts [TIMES=30] [SEED=1]
 *
 * It must end with the same bits as a run that nobody disturbed.
 */
import { RandomGenerator } from '@heed/core';
import { killRuns } from '../src/node/training/testing/kill-runs.ts';

const [times = '30', seed = '1'] = process.argv.slice(2);
const { undisturbed, killed, mostLost, kills, files } = await killRuns(
  Number(times),
  new RandomGenerator(Number(seed)),
);
console.log(`${kills} kills, at most ${mostLost} updates done again, files at the end: ${files.join(', ')}`);
if (killed === '' || killed !== undisturbed) throw new Error('the numbers differ');
console.log('the same bits as without a kill');
