import type { Case, Race } from '../../harness/work.ts';

function processing(name: string, file: string): Case {
  return {
    name,
    setting: { file },
    amount: { count: 1, unit: 'pictures' },
    // Two of 255 levels, which decoders may differ by; the kernel of sharp is not Pillow's.
    tolerance: 0.02,
    aims: { 'transformers.js': 1, Pillow: 0.5 },
  };
}

export const pictureProcessingWork: Race = {
  kind: 'race',
  name: 'picture-processing',
  title: 'Pictures to pixels',
  about:
    'A file to the pixels that a ViT reads: decoded, resized to 224 × 224 (bilinear), normalised. **Heed** decodes with sharp, as transformers.js does, which resizes with it too; Heed without sharp is plain JavaScript, as in a browser; Pillow is the image processor of transformers in Python. One of them at a time, as their callers have it.',
  cases: [
    processing('JPEG of 2,048 × 1,536', 'photograph.jpg'),
    processing('PNG of 1,024 × 768', 'drawing.png'),
  ],
  needs: {
    script: 'pictures.py',
    makes: 'models/vit-processor/preprocessor_config.json',
    peers: ['heed', 'Heed without sharp', 'transformers.js', 'Pillow'],
  },
};
