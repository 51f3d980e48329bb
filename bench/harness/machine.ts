import { cpus, loadavg, totalmem } from 'node:os';

/** Where a table was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** Processes that wanted to run, on average over the last minute; 0 where the system does not say. */
export function load(): number {
  return loadavg()[0] ?? 0;
}
