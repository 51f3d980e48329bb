export { Phi3Attention } from './attention.ts';
export { type Phi3Config, phi3ModelTypes, readPhi3Config } from './config.ts';
export { Phi3, Phi3Layer, Phi3Mlp, Phi3Model } from './model.ts';
