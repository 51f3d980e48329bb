import type { Sample } from '../sample.ts';
import { elementwiseSamples } from './elementwise.ts';
import { neuralSamples } from './neural.ts';
import { shapeSamples } from './shape.ts';

/** One or more uses of every op; sizes are small, prime and all different. */
export const samples: readonly Sample[] = [...elementwiseSamples, ...shapeSamples, ...neuralSamples];
