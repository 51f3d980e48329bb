import { WhisperFeatureExtractor, WhisperForConditionalGeneration } from '@huggingface/transformers';
import { loading } from '../../peers/transformers.mjs';
import { compared, readSound } from './sounds.ts';

const types = { f32: 'fp32', q8: 'q8' };
/** <|startoftranscript|> and <|notimestamps|>, which it gives too. */
const prompt = 2;

export const prepare = async ({ threads, precision }) => {
  const name = 'whisper-tiny-en';
  const model = await WhisperForConditionalGeneration.from_pretrained(
    name,
    loading(threads, types[precision]),
  );
  const extract = await WhisperFeatureExtractor.from_pretrained(name);
  const samples = readSound('window');
  const listen = async () => {
    const { input_features } = await extract(samples);
    const ids = await model.generate({ inputs: input_features });
    return [...ids.data].slice(prompt).map(Number);
  };
  return { run: listen, answer: async () => (await listen()).slice(0, compared) };
};
