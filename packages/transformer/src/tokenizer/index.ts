export { DecodeStream } from './decode-stream.ts';
export type { Encoding, TextInput } from './encoding.ts';
export { type GgufMetadata, ggufTokenizer, type PublishedTokenizer } from './gguf/index.ts';
export type { PaddingOptions } from './padding.ts';
export {
  type DecodeOptions,
  type EncodeOptions,
  type EncodeTextOptions,
  Tokenizer,
  type TokenizerOptions,
} from './tokenizer.ts';
export type { SpecialToken, SpecialTokenRole } from './tokenizer-config.ts';
export type { AddedTokenJson, TokenizerJson, UnigramPiece } from './tokenizer-json.ts';
export { type TrainBpeOptions, trainBpe } from './train-bpe.ts';
export type { Side, TruncationOptions, TruncationStrategy } from './truncation.ts';
