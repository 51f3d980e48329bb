import {
  ARGUMENTS,
  BEATS,
  CALLER_SLEEPS,
  DEAD,
  DONE,
  HOST_SLEEPS,
  JOB_FUNCTION,
  JOB_NUMBER,
  JOB_TILES,
  REACHED,
  SLEEPERS,
  STALLED,
  STOP,
  THREADS,
  TICKET,
} from './layout';

// The fork–join of all kernels. A kernel stores its arguments, then calls `parallel(tile function, tiles)`. Every
// thread, the caller too, claims tiles by one atomic swap until none is left, so a slow thread never holds up
// more than the tile it works on. A tile writes memory that no other tile writes, and what a tile computes does
// not depend on who runs it: results are the same bits for any number of threads.

/** Chosen at build time: 1 for the build over a shared memory, 0 for the one-thread build. */
// @ts-ignore: an integer that the build defines
export const SHARED: bool = HEED_SHARED != 0;

/** Iterations of a spinning caller before it sleeps; a few microseconds per thousand. */
const CALLER_SPINS: i32 = 60000;
/** How long the caller sleeps before it looks for dead workers again, in nanoseconds. */
const NAP: i64 = 20000000;
/** So many naps, or rounds of spinning where sleeping is not allowed, without any progress: about 30 seconds. */
const NAPS: i32 = 1500;
const ROUNDS: i32 = 400000;

let mayWait: bool = false;

/** This thread's scratch memory. */
export let scratch: usize = 0;

/** True while this thread runs a tile that it claimed. */
let inTile: bool = false;

/** Called once per instance: scratch, and whether `wait` is allowed here. */
export function initialize(scratchAddress: usize, canWait: bool): void {
  scratch = scratchAddress;
  mayWait = canWait;
}

/** The number of threads to count on; fewer after a worker died. */
export function setThreads(count: i32): void {
  store<i32>(THREADS, count);
}

// @ts-ignore: decorator
@inline
function threadCount(): i32 {
  return load<i32>(THREADS);
}

// @ts-ignore: decorator
@inline
export function put<T>(slot: usize, value: T): void {
  store<T>(ARGUMENTS + (slot << 3), value);
}

// @ts-ignore: decorator
@inline
export function get<T>(slot: usize): T {
  return load<T>(ARGUMENTS + (slot << 3));
}

/** Runs `tile(0) … tile(tiles − 1)`, on all threads when there is more than one tile and more than one thread. */
export function parallel(tile: (index: i32) => void, tiles: i32): void {
  if (!SHARED || tiles < 2 || threadCount() == 1) {
    for (let index = 0; index < tiles; index++) tile(index);
    return;
  }
  store<i32>(JOB_FUNCTION, <i32>tile.index);
  store<i32>(JOB_TILES, tiles);
  atomic.store<i32>(DONE, 0);
  const number = <u64>(atomic.load<u32>(JOB_NUMBER) + 1);
  atomic.store<u64>(TICKET, (number << 32) | <u64>tiles);
  if (atomic.load<i32>(SLEEPERS) > 0) atomic.notify(JOB_NUMBER, -1);
  if (atomic.load<i32>(HOST_SLEEPS) != 0) atomic.notify(REACHED, 1);
  claimTiles();
  awaitDone(tiles);
}

/** The most bytes of a {@link stretch}, so that a thread that was held up is not waited for long. */
const LONGEST: i64 = 524288;

/**
 * Columns of a tile of a matrix that is read once: each thread has one stretch, where that is at most {@link LONGEST} bytes,
 * in multiples of `least` columns. Where threads take turns every few pages, the processor's prefetch begins anew each time,
 * and two threads are no faster than one.
 */
export function stretch(columns: i32, bytesPerColumn: i64, least: i32): i32 {
  const threads = threadCount();
  const share = (columns + threads - 1) / threads;
  const most = <i32>max<i64>(1, min<i64>(share, LONGEST / max<i64>(1, bytesPerColumn)));
  // Equal pieces of a share: else one thread would have a large one more than the others.
  const pieces = (share + most - 1) / most;
  const equal = (share + pieces - 1) / max(1, pieces);
  return ((equal + least - 1) / least) * least;
}

/** Claims and runs tiles until none is left. A claimed tile keeps its job, and so its arguments, in place. */
export function claimTiles(): void {
  while (true) {
    const ticket = atomic.load<u64>(TICKET);
    const left = <u32>ticket;
    if (left == 0) return;
    if (atomic.cmpxchg<u64>(TICKET, ticket, ticket - 1) != ticket) continue;
    const tiles = load<i32>(JOB_TILES);
    inTile = true;
    call_indirect<void>(load<u32>(JOB_FUNCTION), tiles - <i32>left);
    inTile = false;
    const done = atomic.add<i32>(DONE, 1) + 1;
    if (done == tiles && atomic.load<i32>(CALLER_SLEEPS) != 0) atomic.notify(DONE, 1);
  }
}

/** How often the caller has looked in vain, and how long it has seen no progress. */
let spun: i32 = 0;
let idle: i32 = 0;
/** The beats that there were then. */
let heard: i32 = 0;

/** Begins a wait. */
export function beginWait(): void {
  spun = 0;
  idle = 0;
}

/**
 * A look in vain, which took as long as `spins` looks at one word: spins; then sleeps, where that is allowed, until `address` no
 * longer holds `seen` or a while is over, with the word at `flag` set. No progress at all ends with a trap: a worker was
 * killed from outside.
 */
export function waitOn(address: usize, seen: i32, progress: bool, flag: usize, spins: i32): void {
  if (progress) beginWait();
  spun += spins;
  if (spun < CALLER_SPINS) return;
  const beats = atomic.load<i32>(BEATS);
  if (beats != heard) idle = 0;
  heard = beats;
  if (++idle == (mayWait ? NAPS : ROUNDS)) {
    atomic.store<i32>(STALLED, 1);
    unreachable();
  }
  if (!mayWait) {
    spun = 0;
    return;
  }
  atomic.store<i32>(flag, 1);
  atomic.wait<i32>(address, seen, NAP);
  atomic.store<i32>(flag, 0);
}

/** Waits for the tiles of others. One that ended in a trap ends this wait too, which the host turns into an error. */
function awaitDone(tiles: i32): void {
  let before = -1;
  beginWait();
  while (true) {
    const done = atomic.load<i32>(DONE);
    if (done == tiles) return;
    if (atomic.load<i32>(DEAD) != 0) unreachable();
    waitOn(DONE, done, done != before, CALLER_SLEEPS, 1);
    before = done;
  }
}

/** Tells those who wait that this thread is at work: for tiles that may take half a minute. */
export function beat(): void {
  if (SHARED) atomic.add<i32>(BEATS, 1);
}

/** Notes a tile that ended in a trap on this thread, if one did. */
export function leaveTile(): void {
  if (!SHARED || !inTile) return;
  inTile = false;
  atomic.add<i32>(DEAD, 1);
  if (atomic.load<i32>(CALLER_SLEEPS) != 0) atomic.notify(DONE, 1);
}

/** Tells all workers to return. */
export function stop(): void {
  if (!SHARED) return;
  atomic.store<i32>(STOP, 1);
  atomic.add<i32>(JOB_NUMBER, 1);
  atomic.notify(JOB_NUMBER, -1);
}

/** An empty loop of `count` looks at shared memory, so that the host can tell how long one takes. */
export function spin(count: i32): i32 {
  let left = count;
  if (SHARED) while (atomic.load<i32>(STOP) == 0 && --left > 0) {}
  return left;
}

/** A job of nothing, to measure and warm up the fork and join. */
export function forkJoin(tiles: i32): void {
  parallel((index: i32) => {}, tiles);
}
