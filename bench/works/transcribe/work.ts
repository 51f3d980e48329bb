import type { Case, Race } from '../../harness/work.ts';

function recording(name: string, seconds: number): Case {
  return {
    name,
    setting: { seconds },
    amount: { count: seconds, unit: 's of sound' },
    // How often each word was heard; windows are cut where each side thinks that a sentence ends.
    tolerance: 0.1,
  };
}

export const transcribeWork: Race = {
  kind: 'race',
  name: 'transcribe',
  title: 'Transcribing recordings',
  about:
    'Whisper tiny.en over a recording: three readings over and over, greedy, each window once and by itself, with time stamps, float32 (float16 in whisper.cpp). Heed reads the file in pieces of a second; the others hold it. transformers.js cuts windows that overlap and joins their texts. Each side runs once, unwarmed; the rate is seconds of sound in a second (the real-time factor is one over it). Answers are how often each of the words was heard: ours must agree with those of openai/whisper, whose model it is; where another side goes its own way over a long recording, its row says how far.',
  cases: [recording('a minute', 60), recording('ten minutes', 600)],
  once: true,
  reference: 'openai-whisper',
  needs: [
    {
      script: 'whisper-tiny-en.py',
      makes: 'models/whisper-tiny-en/onnx/encoder_model_quantized.onnx',
      peers: ['heed', 'transformers.js', 'openai-whisper', 'faster-whisper', 'whisper.cpp'],
    },
  ],
};
