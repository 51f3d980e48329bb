/**
 * Where things lie in linear memory. The host (src/engine/layout.ts) repeats these numbers.
 *
 *   0     nothing: address 0 means "none"
 *   1024  control block of the thread pool, one cache line per hot word
 *   1536  arguments of the kernel that runs
 *   4096  static data of the module
 *   65536 queue of commands
 *   131072 scratch of the threads, then the heap of the host's allocator
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
/** Number of tiles that ended in a trap. */
export const DEAD: usize = 1164;
/** 1 after a trap on any thread, until the host has put the pool in order. */
export const FAILED: usize = 1168;
/** 1 once the caller gave up waiting for a tile. */
export const STALLED: usize = 1172;
/** 1 while the host sleeps until the queue is empty. */
export const HOST_SLEEPS: usize = 1176;
/** The number of threads to count on, the host's included. */
export const THREADS: usize = 1180;
/** Raised now and then within tiles that take long. */
export const BEATS: usize = 1184;
/** Table index of the tile function, and the number of tiles. */
export const JOB_FUNCTION: usize = 1216;
export const JOB_TILES: usize = 1220;

/** 1 where the engine joins pairs of vectors to 256 bits; the host sets it, and it chooses the register tile. */
export const WIDE: usize = 1280;

/** Where the host writes the next command, and where the next one to run lies: slots since the beginning, modulo 2³². */
export const WRITTEN: usize = 1344;
export const REACHED: usize = 1408;
/** Who runs commands: see assembly/queue.ts. */
export const DRIVER: usize = 1472;

export const ARGUMENTS: usize = 1536;

/** Scratch per thread: matmul's packed A block and private B block, attention's tiles, dropout's words. */
export const SCRATCH_BYTES: usize = 524288;

/** The commands: slots of eight bytes, used round and round. */
export const QUEUE: usize = 65536;
export const QUEUE_SLOTS: u32 = 8192;
