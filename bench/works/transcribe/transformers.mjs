import { pipeline } from '@huggingface/transformers';
import { loading } from '../../peers/transformers.mjs';
import { readSound } from '../speech/sounds.ts';
import { countWords } from './words.ts';

export const prepare = async ({ threads, seconds }) => {
  const options = loading(threads, 'fp32');
  const transcribe = await pipeline('automatic-speech-recognition', 'whisper-tiny-en', options);
  const samples = readSound(seconds);
  let heard = '';
  return {
    run: async () => {
      heard = (await transcribe(samples, { chunk_length_s: 30, return_timestamps: true })).text;
    },
    answer: () => countWords(heard),
  };
};
