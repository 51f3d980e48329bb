/** What other applications of sequence to sequence take from this one. */
export { backendOptions, backendUsage, useBackend } from './backend.ts';
export { exportCheckpoint, type SequenceTranslator } from './checkpoint.ts';
export { type Command, interruption, log, runCommand } from './command-line.ts';
export { readJson, writeJson } from './json-file.ts';
export { type ParsedOptions, parseOptions } from './options.ts';
export { prepareCommand, prepareUsage } from './prepare.ts';
export { type ReferenceRow, readReferences } from './references.ts';
export { type TrainingRunOptions, trainModel } from './training-run.ts';
export { type ExplainedTranslation, explain, translate } from './translate.ts';
export { type WordAlignment, wordAlignment } from './word-alignment.ts';
