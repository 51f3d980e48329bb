export { type GradcheckOptions, gradcheck, gradcheckSecondOrder } from './gradcheck.ts';
export { Draw, type Sample, type SampleDType } from './sample.ts';
export { samples } from './samples/index.ts';
export { type Runner, testBackend } from './test-backend.ts';
