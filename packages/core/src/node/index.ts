export { fileSource } from './file-source.ts';
export { readFileWithin } from './read-file-within.ts';
export { loadTrainingState, saveTrainingState } from './training-state.ts';
export { loadWeightsFile, openWeights, saveSafetensors, saveWeightsFile } from './weight-files.ts';
export { type Chunks, writeFileAtomically } from './write-file-atomically.ts';
export { makeFolder } from './writing.ts';
