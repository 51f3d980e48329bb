/** A published config of BART's kin, for models of a few hundred numbers: sizes are small and differ. */
export const smallBartLike = {
  vocab_size: 23,
  d_model: 6,
  max_position_embeddings: 7,
  encoder_layers: 1,
  encoder_attention_heads: 2,
  encoder_ffn_dim: 10,
  decoder_layers: 2,
  decoder_attention_heads: 3,
  decoder_ffn_dim: 14,
} as const;
