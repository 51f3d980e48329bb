export { Tokenizer, type DecodeOptions, type EncodeOptions } from './tokenizer.ts';
export type { AddedTokenJson, TokenizerJson } from './tokenizer-json.ts';
export { trainBpe, type TrainBpeOptions } from './train-bpe.ts';
