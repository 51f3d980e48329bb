export { type DecodeOptions, type EncodeOptions, Tokenizer } from './tokenizer.ts';
export type { AddedTokenJson, TokenizerJson, UnigramPiece } from './tokenizer-json.ts';
export { type TrainBpeOptions, trainBpe } from './train-bpe.ts';
