import {
  AdamW,
  clipByGlobalNorm,
  nextTokenCrossEntropy,
  RandomGenerator,
  tensor,
  tidy,
  valueAndGrad,
} from '@heed/core';
import { generateAll, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';

/** Work that runs again and again, and must leave nothing behind. */
export interface RepeatedWork {
  /** One training step: a batch, gradients, clipping, AdamW. */
  trainStep(): void;
  /** Generates tokens; gives how many. */
  generate(): Promise<number>;
  dispose(): void;
}

/** A small Llama on the current backend that is trained and asked for text. */
export function prepareWork(): RepeatedWork {
  const config = new HfConfig({
    model_type: 'llama',
    vocab_size: 97,
    hidden_size: 32,
    intermediate_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
  });
  const generator = new RandomGenerator(1);
  const model = new Llama(readLlamaConfig(config)).initialize(generator);
  const optimizer = new AdamW(model, { rate: 1e-3 });
  const draw = (length: number): number[] => Array.from({ length }, () => generator.nextInteger(97));
  return {
    trainStep: () =>
      tidy(() => {
        // Lengths change, as those of texts do.
        const length = 5 + generator.nextInteger(13);
        const ids = tensor([draw(length), draw(length), draw(length)], { dtype: 'int32' });
        const { gradients } = valueAndGrad(model, () => nextTokenCrossEntropy(model.forward(ids), ids));
        optimizer.step(clipByGlobalNorm(gradients, 1).gradients);
      }),
    generate: async () => {
      const [text] = await generateAll(model, [draw(3 + generator.nextInteger(7))], {
        maximumNewTokens: 100,
      });
      return text?.ids.length ?? 0;
    },
    dispose: () => {
      optimizer.dispose();
      model.dispose();
    },
  };
}
