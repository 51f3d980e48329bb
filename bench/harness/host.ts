/**
 * The process of one side of a case: reads commands from its parent, a line of JSON each, and answers in lines that
 * begin with a mark, so that what a library prints meanwhile does no harm.
 *
 *   node host.ts <the side's module> <folder with node_modules, or nothing for our own>
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { InputFile } from './inputs.ts';
import { peersFolder } from './places.ts';
import { type Command, type Input, mark, type Prepare, type Side, type Timed, thin } from './side.ts';

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

function readInput({ file, shape }: InputFile): Input {
  return { data: new Float32Array(Uint8Array.from(readFileSync(file)).buffer), shape };
}

function reply(message: object): void {
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
async function run(time: number): Promise<Timed> {
  const [times, processor]: [number[], number[]] = [[], []];
  let spent = 0;
  do {
    await side?.before?.();
    const used = processorTime();
    const started = performance.now();
    const own = await side?.run();
    const passed = performance.now() - started;
    const cost = processorTime() - used;
    spent += cost;
    times.push(typeof own === 'number' ? own : passed);
    processor.push(cost);
  } while (spent < time);
  return { times, processor };
}

async function obey(command: Command): Promise<object> {
  if (command.do === 'run') return await run(command.time);
  if (command.do === 'answer') return { answer: thin(await side?.answer()) };
  const inputs = Object.entries(command.inputs).map(([name, file]) => [name, readInput(file)] as const);
  const { prepare }: { prepare: Prepare } = await import(pathToFileURL(module).href);
  side = await prepare(command.setting, Object.fromEntries(inputs));
  return { prepared: side !== undefined };
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
