import type { Case, Race } from '../../harness/work.ts';

type Precision = 'f32' | 'q8';

function recognition(model: string, title: string, batch: number, precision: Precision): Case {
  return {
    name: `${title}, batch ${batch}, ${precision}`,
    setting: { model, batch, precision },
    inputs: { pixels: { shape: [batch, 3, 224, 224], seed: 1 } },
    amount: { count: batch, unit: 'pictures' },
    // Quantisers differ, in the weights and in what is left of the activations.
    ...(precision === 'f32' && { tolerance: 1e-3 }),
  };
}

const models = { 'vit-tiny': 'ViT-Tiny', 'vit-base': 'ViT-B/16' };

export const visionWork: Race = {
  kind: 'race',
  name: 'vision',
  title: 'Recognising pictures',
  about:
    'Vision Transformers of 5.7 and 86 million parameters with random weights: pixels of 224 × 224 to 1,000 logits. q8: Q8_0 here, dynamic quantisation of the matrices to 8 bits by onnxruntime and PyTorch, so that these answers are not compared. transformers.js runs onnxruntime-node.',
  cases: Object.entries(models).flatMap(([model, title]) =>
    (['f32', 'q8'] as const).flatMap((precision) =>
      [1, 8].map((batch) => recognition(model, title, batch, precision)),
    ),
  ),
  needs: [
    {
      script: 'vit.py',
      makes: 'models/vit-base/onnx/model_quantized.onnx',
      peers: ['heed', 'transformers.js', 'PyTorch'],
    },
  ],
};
