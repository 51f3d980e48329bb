/**
 * Makes of a log of learning-curve.ts the table, which is printed, and the plot, an SVG that any page shows as it is.
 *
 *   node --conditions=@heed/source apps/image-recognition/scripts/plot-learning-curve.ts --log curve.jsonl --svg curve.svg
 */
import { parseOptions } from '@heed/app-translation';
import { OptionError } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import { readRuns } from './learning-curve/runs.ts';
import { plotOf, tableOf } from './learning-curve/summary.ts';

const usage = 'plot-learning-curve.ts --log FILE --svg FILE';
const options = parseOptions(process.argv.slice(2), { log: undefined, svg: undefined }, usage);
const runs = await readRuns(options.required('log'));
if (runs.length === 0) throw new OptionError(`--log: no run in ${options.required('log')}`);
await writeFileAtomically(options.required('svg'), new TextEncoder().encode(await plotOf(runs)));
process.stdout.write(`${tableOf(runs)}\n`);
