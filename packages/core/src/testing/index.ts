export { type CheckedFunction, type GradcheckOptions, gradcheck, gradcheckSecondOrder } from './gradcheck.ts';
export { Draw, type Sample, type SampleDType, samplesOf } from './sample.ts';
export { samples } from './samples/index.ts';
export { type Runner, type TestBackendOptions, testBackend } from './test-backend.ts';
export type { Dispatches } from './watch-backend.ts';
