export {
  type AttachedBottlenecks,
  attachBottlenecks,
  BottleneckLayer,
  type BottleneckOptions,
} from './bottleneck.ts';
export { attachLora, LoraAdapter, type LoraOptions, type ResolvedLora } from './lora.ts';
export { LowRankLinear, type LowRankOptions } from './low-rank-linear.ts';
export {
  type AdapterFileOptions,
  type AdapterFiles,
  adapterFiles,
  type LoadAdapterOptions,
  loadAdapter,
} from './peft-files.ts';
export type { AdapterNameOptions } from './peft-names.ts';
export { loadPrefix, type PrefixFileOptions, prefixFiles } from './peft-prefix.ts';
export { type PrefixOptions, PrefixTuned } from './prefix-tuning.ts';
