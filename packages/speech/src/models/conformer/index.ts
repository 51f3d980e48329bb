export { ConformerRotaryAttention } from './attention.ts';
export { type ConformerConfig, conformerModelTypes, readConformerConfig } from './config.ts';
export { ConformerConvolution } from './convolution.ts';
export { ConformerEncoder } from './encoder.ts';
export { ConformerLayer } from './layer.ts';
export { ConformerForCTC, ConformerForSequenceClassification, ConformerModel } from './model.ts';
export { conformerWeightNames, publishedConformerName } from './weights.ts';
