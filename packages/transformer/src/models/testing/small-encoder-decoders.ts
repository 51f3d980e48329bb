/** Sizes of a small Transformer of 2017, beside its `baseConfig`. */
export const smallEncoderDecoder = {
  vocabularySize: 23,
  width: 6,
  heads: 2,
  feedForwardWidth: 10,
  encoderLayers: 1,
  decoderLayers: 2,
} as const;

/** A small T5, as its config.json says it. */
export const smallT5 = {
  vocab_size: 23,
  d_model: 6,
  d_kv: 3,
  d_ff: 10,
  num_layers: 1,
  num_decoder_layers: 2,
  num_heads: 2,
} as const;
