import { readdirSync, readFileSync } from 'node:fs';

/** The most memory that a process had, in MB; undefined where the system does not say. */
export function peakMemory(process: number | undefined): number | undefined {
  const kibibytes = Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${process}/status`))?.[1]);
  return Number.isNaN(kibibytes) ? undefined : (kibibytes * 1024) / 1e6;
}

/** Processor time of all threads that a process has now, in milliseconds; undefined where the system does not say. */
export function processorTime(process: number): number | undefined {
  const folder = `/proc/${process}/task`;
  try {
    const nanoseconds = readdirSync(folder).map((thread) =>
      Number.parseInt(read(`${folder}/${thread}/schedstat`), 10),
    );
    const sum = nanoseconds.reduce((total, time) => total + (Number.isNaN(time) ? 0 : time), 0);
    return sum === 0 ? undefined : sum / 1e6;
  } catch {
    return undefined;
  }
}

/** A file of the system; empty if there is none, or no more. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
