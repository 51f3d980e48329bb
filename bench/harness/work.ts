/** What can be told to a side of a work, in any language. */
export type Setting = Readonly<Record<string, string | number | boolean>>;

/** Numbers that all sides of a case are given: evenly distributed in −scale…scale, the same in every run. */
export interface RandomInput {
  readonly shape: readonly number[];
  readonly seed: number;
  /** 1 by default. */
  readonly scale?: number;
}

/** A side in a page of a browser of its own. */
export interface Tab {
  /** A worker, or the main thread, which may not sleep while it waits for others. */
  readonly thread: 'worker' | 'main';
  /** Whether the page is cross-origin isolated, and so may share memory between threads. */
  readonly isolated: boolean;
}

/** Where a side runs. */
export type Place = 'process' | Tab;

/** One size of a work. */
export interface Case {
  readonly name: string;
  /** What the sides are told; `threads` in it takes the place of the command's. */
  readonly setting: Setting;
  readonly inputs?: Readonly<Record<string, RandomInput>>;
  /** What one run does, for a rate: such as 64 sentences. */
  readonly amount?: { readonly count: number; readonly unit: string };
  /** Floating-point operations of one run, for GFLOP/s. */
  readonly operations?: number;
  /** Calls in one run; times are of one call. */
  readonly calls?: number;
  /** How many times as fast as a peer we want to be, by the peer's name. */
  readonly aims?: Readonly<Record<string, number>>;
  /**
   * How far the answers may lie apart, relative to the largest number of ours; left out where they cannot be compared,
   * such as those of different quantisers.
   */
  readonly tolerance?: number;
  /** Peers that compute something else, as `about` says: their answers are not compared. */
  readonly incomparable?: readonly string[];
}

/** Files of a work that some peers need. */
export interface Need {
  /** The script of `peers/export/` that makes them. */
  readonly script: string;
  /** One of them, in the cache. */
  readonly makes: string;
  readonly peers: readonly string[];
}

/** Work that several sides do by turns; each side is a file in `works/<folder>/`. */
export interface Race {
  readonly kind: 'race';
  readonly name: string;
  readonly title: string;
  /** What is measured, in a sentence or two under the title. */
  readonly about: string;
  /** Where the sides are, if not in the folder of the work's name. */
  readonly folder?: string;
  readonly cases: readonly Case[];
  /** Peers to measure; all that have a file by default. */
  readonly peers?: readonly string[];
  /**
   * The peer that is the model's own implementation: ours must agree with it, and of others that differ from ours the
   * table tells. Without one, all must agree.
   */
  readonly reference?: string;
  /** A table of cases × peers instead of one table for each case. */
  readonly curve?: boolean;
  /**
   * `process`: each round is a new process, or page, from its start to its answer. In a process our own side then runs from
   * the packages as they are published.
   */
  readonly unit?: 'process';
  /** Where the sides run; each in a process of its own by default. A peer may say otherwise. */
  readonly place?: Place;
  /** Each side runs once, unwarmed: for work of minutes. */
  readonly once?: boolean;
  /** The most rounds, for work of many sides. */
  readonly rounds?: number;
  readonly needs?: readonly Need[];
}

/** Something measured in its own way, such as the size of bundles. */
export interface Survey {
  readonly kind: 'survey';
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Rows of a table: the first holds the titles of the columns. */
  measure(): Promise<readonly (readonly string[])[]>;
}

export type Work = Race | Survey;
