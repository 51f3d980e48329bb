export { jsonLinesLog } from './json-lines-log.ts';
export type {
  EvaluationReport,
  Measures,
  RunEnd,
  RunObserver,
  RunStart,
  UpdateReport,
} from './observer.ts';
export { originPrivateStore } from './origin-private-store.ts';
export { type ProgressLineOptions, progressLine } from './progress-line.ts';
export { memoryStore, type RunStore } from './run-store.ts';
export { type TensorBoardOptions, tensorBoardLog } from './tensor-board-log.ts';
export { Trainer } from './trainer.ts';
export type { EvaluationOptions, RunResult, TrainerOptions } from './trainer-options.ts';
