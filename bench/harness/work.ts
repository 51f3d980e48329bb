/** What can be told to a side of a work, in any language. */
export type Setting = Readonly<Record<string, string | number | boolean>>;

/** Numbers that all sides of a case are given: evenly distributed in −scale…scale, the same in every run. */
export interface RandomInput {
  readonly shape: readonly number[];
  readonly seed: number;
  /** 1 by default. */
  readonly scale?: number;
}

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
  /** Peers that compute something else, as `about` says: their answers are not compared. */
  readonly incomparable?: readonly string[];
  /**
   * The peer that is the model's own implementation: ours must agree with it, and of others that differ from ours the
   * table tells. Without one, all must agree.
   */
  readonly reference?: string;
  /** A table of cases × peers instead of one table for each case. */
  readonly curve?: boolean;
  /** `process`: each round is a new process, from its start to its end. */
  readonly unit?: 'process';
  /** Each side runs once, unwarmed: for work of minutes. */
  readonly once?: boolean;
  /** A script of `peers/export/` that makes files which some peers need, and the peers that need it. */
  readonly needs?: { readonly script: string; readonly makes: string; readonly peers: readonly string[] };
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
