export { baseConfig, checkConfig, type EncoderDecoderConfig, parseEncoderDecoderConfig } from './config.ts';
export { DecoderCache, type DecoderOptions, TransformerDecoder } from './decoder.ts';
export { TransformerEncoder } from './encoder.ts';
export { type EncodedSource, EncoderDecoder } from './model.ts';
