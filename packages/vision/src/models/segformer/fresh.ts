import { type Initializer, type LinearOptions, normalInitializer, sizeOf } from '@heed/core';
import type { SegformerConfig } from './config.ts';

/** Linear layers begin with normal weights, in transformers as in the authors' code. */
export function freshLinear({ initializerRange }: SegformerConfig): LinearOptions {
  return { initializer: normalInitializer(initializerRange) };
}

/**
 * Convolutions begin as in the authors' code, with normal weights of deviation √(2 · groups / (outputs · kernel size)), so
 * that those of one channel, whose sums are short, say something from the start.
 */
export function freshConvolution(groups = 1): Initializer {
  return (shape, generator) => {
    const [outputs = 1, , ...kernel] = shape;
    return generator.normal(shape, 0, Math.sqrt((2 * groups) / (outputs * sizeOf(kernel))));
  };
}
