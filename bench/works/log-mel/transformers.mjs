import { WhisperFeatureExtractor } from '@huggingface/transformers';

/** As Whisper's `preprocessor_config.json` has it. */
const config = {
  feature_size: 80,
  sampling_rate: 16_000,
  n_fft: 400,
  hop_length: 160,
  chunk_length: 30,
  n_samples: 480_000,
  nb_max_frames: 3000,
};

export const prepare = async (_, { samples }) => {
  const extract = new WhisperFeatureExtractor(config);
  return {
    run: () => extract(samples.data),
    answer: async () => (await extract(samples.data)).input_features.data,
  };
};
