/**
 * The process of one side of a case: reads commands from its parent, a line of JSON each, and answers in lines that
 * begin with a mark, so that what a library prints meanwhile does no harm.
 *
 *   node host.ts <the side's module> <folder with node_modules, or nothing for our own>
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { peersFolder } from './places.ts';
import { readInputs, runOnce } from './run-side.ts';
import { type Command, mark, type Prepare, type Reply, type Side, type Timed, thin } from './side.ts';

const [module = '', install] = process.argv.slice(2);

/** Peers have installs of their own: packages are looked for there, wherever the file that imports them is. */
function lookIn(folders: readonly string[]): void {
  const parents = folders.map((folder) => pathToFileURL(join(folder, 'package.json')).href);
  registerHooks({
    resolve: (specifier, context, next) => {
      const isOurs = context.parentURL?.includes('/node_modules/') === false;
      const isPackage = !/^(\.{0,2}\/|node:|file:|data:)/.test(specifier);
      if (!isOurs || !isPackage) return next(specifier, context);
      for (const parentURL of parents) {
        try {
          return next(specifier, { ...context, parentURL });
        } catch {
          // The next folder may have it.
        }
      }
      return next(specifier, context);
    },
  });
}

if (install !== undefined) lookIn([install, peersFolder]);

function reply(message: Reply): void {
  process.stdout.write(`${mark}${JSON.stringify(message)}\n`);
}

let side: Side | undefined;

/** Processor time of all threads so far, in milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Runs for about `time` milliseconds of processor time, at least once. Not of the clock: on a busy machine a process
 * would else do less, and stay cold.
 */
async function run(own: Side, time: number): Promise<Timed> {
  const [times, processor]: [number[], number[]] = [[], []];
  let spent = 0;
  do {
    await own.before?.();
    const used = processorTime();
    const { time: passed, isWhole } = await runOnce(own);
    times.push(passed);
    const cost = processorTime() - used;
    spent += cost;
    if (isWhole) processor.push(cost);
  } while (spent < time);
  return { times, processor };
}

async function obey(command: Command): Promise<Reply> {
  if (command.do === 'prepare') {
    const inputs = await readInputs(command.inputs);
    const { prepare }: { prepare: Prepare } = await import(pathToFileURL(module).href);
    side = await prepare(command.setting, inputs);
    return { prepared: side !== undefined };
  }
  if (side === undefined) throw new Error('the side was not prepared');
  if (command.do === 'answer') return { answer: thin(await side.answer()) };
  return await run(side, command.time);
}

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  try {
    reply(await obey(JSON.parse(line)));
  } catch (error) {
    reply({ error: error instanceof Error ? error.message : String(error) });
  }
}
process.exit(0);
