import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { findChromium } from '../../fixtures/chromium.ts';

/** Where a table was measured. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly platform: string;
  readonly node: string;
  /** The version of Chromium, where pages were measured. */
  readonly chromium?: string;
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

/** The version of the Chromium of {@link findChromium}; nothing if there is none. */
export function describeBrowser(): Pick<Machine, 'chromium'> {
  const executable = findChromium();
  const told =
    executable === undefined ? '' : spawnSync(executable, ['--version'], { encoding: 'utf8' }).stdout;
  const [chromium] = /\d[\d.]+/.exec(told) ?? [];
  return chromium === undefined ? {} : { chromium };
}

/** Processes that wanted to run, on average over the last minute; 0 where the system does not say. */
export function load(): number {
  return loadavg()[0] ?? 0;
}
