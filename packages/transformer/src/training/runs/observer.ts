import type { StepReport } from '../train-step.ts';

/** What is known after an update. */
export interface UpdateReport extends StepReport {
  /** Number of the update, from 1. */
  readonly step: number;
  /** Pass over the data, from 0. */
  readonly epoch: number;
  /** Targets that this run has learned from in all. */
  readonly targetsInAll: number;
  /** Seconds of training in all, before a resumption too. */
  readonly seconds: number;
}

/** Figures by name, such as `{ loss: 0.41, accuracy: 0.82 }`. */
export type Measures = Readonly<Record<string, number>>;

/** What an evaluation found. */
export interface EvaluationReport {
  readonly step: number;
  readonly measures: Measures;
  /** True if this is the best so far. */
  readonly isBest: boolean;
}

/** Where a run begins, or goes on. */
export interface RunStart {
  /** Updates done before; 0 for a new run. */
  readonly step: number;
  /** Updates that the run will have at its end. */
  readonly steps: number;
}

/** Why a run ended. */
export type RunEnd = 'all steps done' | 'no better for long' | 'interrupted';

/** Watches a run; each part is optional, and is waited for. See `jsonLinesLog`, `tensorBoardLog` and `progressLine`. */
export interface RunObserver {
  /** The run begins, or goes on. */
  onStart?(start: RunStart): void | Promise<void>;
  /** An update was done. */
  onStep?(report: UpdateReport): void | Promise<void>;
  /** The model was judged. */
  onEvaluation?(report: EvaluationReport): void | Promise<void>;
  /** A state was saved: the run can go on from here. */
  onSave?(step: number): void | Promise<void>;
  /** The run has ended, and its state is saved. */
  onEnd?(reason: RunEnd): void | Promise<void>;
}
