import type { Case, Race } from '../../harness/work.ts';

function processing(name: string, file: string): Case {
  return {
    name,
    setting: { file },
    amount: { count: 1, unit: 'pictures' },
    // Two of 255 levels, which decoders may differ by.
    tolerance: 0.02,
    incomparable: ['transformers.js'],
  };
}

export const pictureProcessingWork: Race = {
  kind: 'race',
  name: 'picture-processing',
  title: 'Pictures to pixels',
  about:
    'A file to the pixels that a ViT reads: decoded, resized to 224 × 224 (bilinear), normalised, one at a time. **Heed** decodes with sharp and resizes as Pillow does, in TypeScript; Heed without sharp is the same in plain JavaScript, as in a browser; Pillow is the image processor of transformers in Python. transformers.js resizes with sharp too, by four neighbours of each point without antialiasing: less work, and not the pixels that the model was trained on (up to 29 of 255 levels away on the photograph), so its answer is not compared.',
  cases: [
    processing('JPEG of 2,048 × 1,536', 'photograph.jpg'),
    processing('PNG of 1,024 × 768', 'drawing.png'),
  ],
  needs: [
    {
      script: 'pictures.py',
      makes: 'models/vit-processor/preprocessor_config.json',
      peers: ['heed', 'Heed without sharp', 'transformers.js', 'Pillow'],
    },
  ],
};
