import { readBytes } from './files.ts';
import type { InputFile } from './inputs.ts';
import type { Input, Run, Side } from './side.ts';

/** Reads the inputs of a side. */
export async function readInputs(files: Readonly<Record<string, InputFile>>): Promise<Record<string, Input>> {
  const inputs = Object.entries(files).map(async ([name, { file, shape }]) => {
    const { buffer } = await readBytes(file);
    return [name, { data: new Float32Array(buffer), shape }] as const;
  });
  return Object.fromEntries(await Promise.all(inputs));
}

/** Runs once; where the side gives the milliseconds of the part that counts, those are its time. */
export async function runOnce(side: Side): Promise<Run> {
  const started = performance.now();
  const own = await side.run();
  const passed = performance.now() - started;
  return typeof own === 'number' ? { time: own, isWhole: false } : { time: passed, isWhole: true };
}
