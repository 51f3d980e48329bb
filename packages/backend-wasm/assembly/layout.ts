/**
 * Where things lie in linear memory. The host (src/engine/layout.ts) repeats these numbers.
 *
 *   0     nothing: address 0 means "none"
 *   1024  control block of the thread pool, one cache line per hot word
 *   1536  arguments of the kernel that runs
 *   4096  static data of the module
 *   65536 scratch of the threads, then the heap of the host's allocator
 */

/** The running job: low half = tiles not yet claimed, high half = number of the job. One word, so one swap claims. */
export const TICKET: usize = 1024;
/** The high half of the ticket on its own; sleepers wait on it. */
export const JOB_NUMBER: usize = 1028;
/** How many tiles are done. */
export const DONE: usize = 1088;
/** How many workers sleep. */
export const SLEEPERS: usize = 1152;
/** 1 while the caller sleeps until the last tile is done. */
export const CALLER_SLEEPS: usize = 1156;
/** 1 once workers shall return. */
export const STOP: usize = 1160;
/** Number of workers that died inside a kernel. */
export const DEAD: usize = 1164;
/** 1 once the caller gave up waiting for a tile. */
export const STALLED: usize = 1172;
/** Table index of the tile function, and the number of tiles. */
export const JOB_FUNCTION: usize = 1216;
export const JOB_TILES: usize = 1220;

/** 1 where the engine joins pairs of vectors to 256 bits; the host sets it, and it chooses the register tile. */
export const WIDE: usize = 1280;

export const ARGUMENTS: usize = 1536;

/** Scratch per thread: matmul's packed A block and private B block, attention's tiles, dropout's words. */
export const SCRATCH_BYTES: usize = 524288;
