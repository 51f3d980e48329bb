/** What some work took. */
export interface Cost {
  /** Of the processor, in seconds: time by the clock would judge what else runs on the machine. */
  readonly seconds: number;
  /** Bytes of memory that are in use beyond those before. */
  readonly bytes: number;
}

/** Starts to measure; the result tells what was spent since. */
export function startCost(): () => Cost {
  const [time, memory] = [process.cpuUsage(), inUse()];
  return () => {
    const { user, system } = process.cpuUsage(time);
    return { seconds: (user + system) / 1e6, bytes: inUse() - memory };
  };
}

function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
