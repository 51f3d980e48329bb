import { runCommand } from './generated/commands';
import {
  DEAD,
  DONE,
  DRIVER,
  FAILED,
  HOST_SLEEPS,
  JOB_NUMBER,
  JOB_TILES,
  QUEUE,
  QUEUE_SLOTS,
  REACHED,
  SLEEPERS,
  STOP,
  WRITTEN,
} from './layout';
import { beginWait, claimTiles, leaveTile, SHARED, waitOn } from './pool';

// The queue of commands. The host may write calls of kernels into memory and go on: a worker that is awake runs them one
// after the other, with the help of all others, and the host takes part once it has to wait. A command is a slot with the
// number of its kernel and of its arguments, then a slot for each argument; −1 for what is left at the end of the memory.

/** States of DRIVER: nobody runs commands, one thread does, and one ended the command at REACHED with a trap. */
const NOBODY: i32 = 0;
const RUNNING: i32 = 1;
const TRAPPED: i32 = 2;

/** How many words a waiting host looks at in a round, about. */
const LOOKS: i32 = 8;

/** True while this thread runs commands. */
let drives: bool = false;

// @ts-ignore: decorator
@inline
function isPending(): bool {
  return atomic.load<u32>(REACHED) != atomic.load<u32>(WRITTEN);
}

// @ts-ignore: decorator
@inline
function commandAt(at: u32): usize {
  return QUEUE + (<usize>(at & (QUEUE_SLOTS - 1)) << 3);
}

/** Where the command behind the one at `at` begins. */
// @ts-ignore: decorator
@inline
function next(at: u32): u32 {
  return at + 1 + load<u32>(commandAt(at), 4);
}

/** Whether there is something to run, and nobody runs it. */
// @ts-ignore: decorator
@inline
function isLeft(): bool {
  return isPending() && atomic.load<i32>(DRIVER) == NOBODY && atomic.load<i32>(FAILED) == 0;
}

/** Runs what is in the queue, unless another thread does, or a kernel failed. */
function drive(): void {
  while (isLeft()) {
    if (atomic.cmpxchg<i32>(DRIVER, NOBODY, RUNNING) != NOBODY) return;
    drives = true;
    while (isPending()) {
      const at = atomic.load<u32>(REACHED);
      const command = commandAt(at);
      const id = load<i32>(command);
      if (id >= 0) runCommand(id, command + 8);
      atomic.store<u32>(REACHED, next(at));
    }
    drives = false;
    atomic.store<i32>(DRIVER, NOBODY);
    if (atomic.load<i32>(HOST_SLEEPS) != 0) atomic.notify(REACHED, 1);
  }
}

/** The host's wait for the end of all commands, in which it takes part; true when a kernel failed before that. */
export function complete(): bool {
  if (!SHARED) return false;
  let before = 0;
  beginWait();
  while (isPending()) {
    if (atomic.load<i32>(FAILED) != 0) return true;
    const reached = atomic.load<i32>(REACHED);
    drive();
    claimTiles();
    const seen = reached + atomic.load<i32>(JOB_NUMBER);
    waitOn(REACHED, reached, seen != before, HOST_SLEEPS, LOOKS);
    before = seen;
  }
  return false;
}

/** A worker's life: look for work, spin a while, sleep; returns when told to stop. */
export function work(spins: i32): void {
  if (!SHARED) return;
  while (atomic.load<i32>(STOP) == 0) {
    const number = atomic.load<i32>(JOB_NUMBER);
    claimTiles();
    drive();
    let spin = spins;
    while (atomic.load<i32>(JOB_NUMBER) == number && !isLeft() && --spin > 0) {}
    if (spin > 0) continue;
    atomic.add<i32>(SLEEPERS, 1);
    if (atomic.load<i32>(STOP) == 0 && !isLeft()) atomic.wait<i32>(JOB_NUMBER, number, -1);
    atomic.sub<i32>(SLEEPERS, 1);
  }
}

/** Notes that a kernel ended with a trap on this thread. */
export function noteTrap(): void {
  if (!SHARED) return;
  // First: by what follows the host knows that this thread is done, and may take the note away.
  atomic.store<i32>(FAILED, 1);
  leaveTile();
  if (drives) atomic.store<i32>(DRIVER, TRAPPED);
  drives = false;
  if (atomic.load<i32>(HOST_SLEEPS) != 0) atomic.notify(REACHED, 1);
}

/** Makes the pool usable after a failure, once nothing runs any more: the command that failed is passed by. */
export function skip(): void {
  if (!SHARED) return;
  if (atomic.load<i32>(DRIVER) == TRAPPED) {
    atomic.store<u32>(REACHED, next(atomic.load<u32>(REACHED)));
    atomic.store<i32>(DRIVER, NOBODY);
  }
  // A job that was given up is done, or the next failure would wait for its tiles.
  store<i32>(JOB_TILES, 0);
  atomic.store<i32>(DONE, 0);
  atomic.store<i32>(DEAD, 0);
  atomic.store<i32>(FAILED, 0);
}
