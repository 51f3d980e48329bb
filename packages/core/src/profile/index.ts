export type { TraceEvent } from './chrome-trace.ts';
export type { Cost } from './costs.ts';
export { type MachineLimits, type OpProfile, Profile, profile } from './profile.ts';
export type { OpCall, OpWay } from './recorder.ts';
