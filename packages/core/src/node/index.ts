export { fileSource } from './file-source.ts';
export {
  loadTrainingState,
  saveTrainingState,
  type TrainingParts,
  type TrainingState,
} from './training-state.ts';
export type { JsonValue } from './training-state-metadata.ts';
export { loadWeightsFile, openWeights, saveSafetensors, saveWeightsFile } from './weight-files.ts';
export { type Chunks, writeFileAtomically } from './write-file-atomically.ts';
