export { baseConfig, checkConfig, type EncoderDecoderConfig, parseEncoderDecoderConfig } from './config.ts';
export { DecoderCache, type DecoderOptions, type EncodedSource, TransformerDecoder } from './decoder.ts';
export { TransformerEncoder, type TransformerEncoderInput } from './encoder.ts';
export { EncoderDecoder } from './model.ts';
