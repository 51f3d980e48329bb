export { type CheckedFunction, type GradcheckOptions, gradcheck, gradcheckSecondOrder } from './gradcheck.ts';
export { Draw, type Sample, type SampleDType, samplesOf } from './sample.ts';
export { samples } from './samples/index.ts';
export { type SurveyRow, surveyBackend, type Way } from './survey-backend.ts';
export {
  type BackendCheck,
  checkBackend,
  type DeclareTest,
  type Runner,
  type TestBackendOptions,
  testBackend,
} from './test-backend.ts';
export type { Dispatches, Ways } from './watch-backend.ts';
