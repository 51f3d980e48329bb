/** The control block of assembly/layout.ts as the host sees it: addresses in linear memory, in bytes. */
export const control = {
  ticket: 1024,
  jobNumber: 1028,
  done: 1088,
  sleepers: 1152,
  stop: 1160,
  dead: 1164,
  stalled: 1172,
  beats: 1184,
  jobTiles: 1220,
  wide: 1280,
  written: 1344,
  reached: 1408,
  driver: 1472,
} as const;

/** The queue of commands: where it lies, and its slots of eight bytes. */
export const queue = { address: 65536, slots: 8192 } as const;

/** Where the threads' scratch begins; what lies below belongs to the module. */
export const scratchStart = 131072;

/** Scratch of one thread, as in assembly/layout.ts. */
export const scratchBytes = 524288;

/** WebAssembly's page. */
export const pageBytes = 65536;

/** The most that a 32-bit linear memory holds. */
export const maximumPages = 65536;
