import type { Sample } from '../sample.ts';
import { attentionSamples } from './attention.ts';
import { binarySamples } from './binary.ts';
import { blockSamples } from './blocks.ts';
import { creationSamples } from './creation.ts';
import { elementwiseSamples } from './elementwise.ts';
import { neuralSamples } from './neural.ts';
import { productSamples } from './product.ts';
import { reductionSamples } from './reduction.ts';
import { selectionSamples } from './selection.ts';
import { shapeSamples } from './shape.ts';

/** One or more uses of every op; sizes are small, prime and all different. */
export const samples: readonly Sample[] = [
  ...elementwiseSamples,
  ...binarySamples,
  ...shapeSamples,
  ...creationSamples,
  ...reductionSamples,
  ...selectionSamples,
  ...neuralSamples,
  ...productSamples,
  ...blockSamples,
  ...attentionSamples,
];
