export { type BatchOptions, batched } from './batched.ts';
export { type Batches, type Dataset, type TrainingBatchOptions, trainingBatches } from './dataset.ts';
export { type CsvOptions, readCsv } from './read-csv.ts';
export { readJsonLines } from './read-json-lines.ts';
export { type ParquetOptions, readParquet } from './read-parquet.ts';
export { readTsv } from './read-tsv.ts';
export { type ShuffleOptions, shuffled } from './shuffled.ts';
export type { TextSource } from './text-source.ts';
