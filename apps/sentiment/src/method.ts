import {
  dequantize,
  Linear,
  OptionError,
  type Parameter,
  quantize,
  type RandomGenerator,
  tidy,
} from '@heed/core';
import { attachLora, type LoraAdapter } from '@heed/transformer/training';
import type { SentimentModel } from './model.ts';

/** What is trained: all weights but the table of tokens, or low-rank corrections and the heads alone. */
export const methodNames = ['full', 'lora', 'qlora'] as const;

/** One of the ways to train. */
export type MethodName = (typeof methodNames)[number];

/** A way to train, and the rank of its corrections. */
export interface Method {
  readonly name: MethodName;
  readonly rank: number;
}

/** The rate that suits tens of thousands of texts: corrections take ten times that of weights. */
export const trainRates: Readonly<Record<MethodName, number>> = { full: 1e-4, lora: 1e-3, qlora: 1e-3 };

/** A method by its name. @throws {OptionError} for another name. */
export function methodNamed(name: string): MethodName {
  const found = methodNames.find((one) => one === name);
  if (found === undefined) throw new OptionError(`method ${name}: possible are ${methodNames.join(', ')}`);
  return found;
}

/** Makes a model ready to be trained by a method. @returns The corrections, if there are any. */
export function applyMethod(
  model: SentimentModel,
  { name, rank }: Method,
  generator: RandomGenerator,
): LoraAdapter | undefined {
  if (name === 'full') {
    model.bert.embeddings.wordEmbeddings.freeze();
    return undefined;
  }
  if (name === 'qlora')
    for (const matrix of matrices(model)) matrix.replace(tidy(() => quantize(matrix, 'q4_0')));
  return attachLora(model, {
    targets: ['**.attention.self.query', '**.attention.self.value', '**.dense'],
    rank,
    trainedModules: ['polarity', 'emotion'],
    generator,
  });
}

/** Puts corrections into the weights, which are float32 from then on. */
export function mergeAdapter(model: SentimentModel, adapter: LoraAdapter): void {
  for (const matrix of matrices(model)) {
    if (matrix.dtype !== 'float32') matrix.replace(tidy(() => dequantize(matrix)));
  }
  adapter.merge();
}

/** The large matrices: those of the encoder's linear layers, and the table of tokens. */
function matrices({ bert }: SentimentModel): Parameter[] {
  const layers = Array.from(bert.encoder.modules()).flatMap(([, one]) =>
    one instanceof Linear ? [one.weight] : [],
  );
  return [bert.embeddings.wordEmbeddings.weight, ...layers];
}
