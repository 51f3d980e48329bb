/**
 * Measures works, beside every peer that is installed, by turns: `pnpm bench [name…]`. README.md says more.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeExport } from './harness/exports.ts';
import { describeBrowser, describeMachine } from './harness/machine.ts';
import { cache, root } from './harness/places.ts';
import { type RaceOptions, runCase } from './harness/race.ts';
import { type CaseResult, type WorkResult, writeResult } from './harness/results.ts';
import { toMarkdown } from './harness/table.ts';
import type { Race, Work } from './harness/work.ts';
import { works } from './works/index.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    threads: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '9' },
    time: { type: 'string', default: '120' },
    peers: { type: 'string' },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
  },
});

const names = works.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there is ${names.join(', ')}`);
  process.exit(2);
}
if (values.list) {
  for (const { name, title } of works) console.log(`${name.padEnd(20)}${title}`);
  process.exit(0);
}

const options: RaceOptions = {
  threads: Number(values.threads),
  rounds: Number(values.rounds),
  time: Number(values.time),
  peers: values.peers?.split(','),
  log: (line) => process.stderr.write(`${line}\n`),
};

/** Makes the packages as they are published. */
function build(): void {
  const command = ['exec', 'turbo', 'run', 'build', '--filter=./packages/*', '--output-logs=errors-only'];
  const { status } = spawnSync('pnpm', command, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('the packages could not be built: see above');
}

async function race(work: Race): Promise<CaseResult[]> {
  for (const { script, makes } of work.needs ?? []) {
    if (!existsSync(join(cache, makes))) makeExport(script);
  }
  if (work.unit === 'process' && work.place === undefined) build();
  const results: CaseResult[] = [];
  for (const given of work.cases) {
    if (values.only !== undefined && !given.name.includes(values.only)) continue;
    results.push(await runCase(work, given, options));
  }
  return results;
}

async function measure(work: Work): Promise<WorkResult> {
  const { threads } = options;
  const common = { work: work.name, date: new Date().toISOString(), machine: describeMachine(), threads };
  if (work.kind === 'survey') return { ...common, cases: [], rows: await work.measure() };
  const machine = { ...common.machine, ...(work.place && describeBrowser()) };
  return { ...common, machine, cases: await race(work) };
}

let disagreements = 0;
for (const work of works) {
  if (positionals.length > 0 && !positionals.includes(work.name)) continue;
  const result = await measure(work);
  const markdown = toMarkdown(work, result);
  console.log(`\n## ${work.title}\n\n${markdown}`);
  const sides = result.cases.flatMap((one) => one.sides);
  disagreements += sides.filter(({ status }) => status === 'disagrees').length;
  // A run of some cases or peers is a look, not a record.
  const isWhole = values.only === undefined && values.peers === undefined && !values['no-write'];
  if (isWhole) writeResult(result, markdown);
}
if (!values['no-write']) await import('./guide.ts');
if (disagreements > 0) {
  console.error(`${disagreements} answers differ from ours: see above`);
  process.exit(1);
}
