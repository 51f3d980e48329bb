export { type MixtralConfig, mixtralModelTypes, readMixtralConfig } from './config.ts';
export { MixtralExpert, MixtralSparseMoe } from './experts.ts';
export { type LoadBalancingOptions, loadBalancingLoss } from './load-balancing-loss.ts';
export { Mixtral, MixtralLayer, MixtralModel } from './model.ts';
