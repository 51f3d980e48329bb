import type { Case, Race } from '../../harness/work.ts';

const folder = 'models/whisper-tiny-en';

function listening(precision: 'f32' | 'q8'): Case {
  return {
    name: `a window of 30 s, ${precision}`,
    setting: { precision },
    amount: { count: 30, unit: 's of sound' },
    // 8 bits may write another word.
    ...(precision === 'f32' && { tolerance: 0 }),
  };
}

export const speechWork: Race = {
  kind: 'race',
  name: 'speech',
  title: 'Recognising speech',
  about:
    'Whisper tiny.en: a window of 30 s (23 s of readings, then silence) to the ids of what is said: log-mel features, the encoder, and 65 tokens, the likeliest each time, without time stamps. The first 60 ids must be the same. f32: the published numbers (float16) as float32, in whisper.cpp as they are; q8: Q8_0 in Heed and whisper.cpp, 8 bits by a scale for each row in faster-whisper (CTranslate2), dynamic quantisation in transformers.js (onnxruntime-node). PyTorch is a bare loop around the model of transformers, without the symbols that Whisper keeps back.',
  cases: [listening('f32'), listening('q8')],
  needs: [
    {
      script: 'whisper-tiny-en.py',
      makes: `${folder}/onnx/encoder_model_quantized.onnx`,
      peers: ['heed', 'transformers.js', 'PyTorch', 'faster-whisper', 'whisper.cpp'],
    },
  ],
};
