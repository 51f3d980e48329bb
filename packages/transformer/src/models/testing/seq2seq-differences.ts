import { type NameOptions, observe, type SaveWeightsOptions, type Tensor } from '@heed/core';
import type { GoldenModel } from '../../../../../fixtures/read-model.ts';
import type { EncoderDecoderModel } from '../encoder-decoder-model.ts';
import type { HfConfig } from '../hf-config.ts';
import { goldenArray, goldenMask, goldenTensor, worstDifference, worstMap } from './golden.ts';

/** How to build a family's model, and where its parts stand. */
export interface SequenceFamily {
  readonly create: (config: HfConfig) => EncoderDecoderModel;
  readonly weightNames: NameOptions;
  /** For `saveWeights`, where names do not simply go back. */
  readonly savedNames?: Pick<SaveWeightsOptions, 'rename'>;
  /** Paths of encoder and decoder; their output is the last hidden state, and `….input` the first. */
  readonly stacks: { readonly encoder: string; readonly decoder: string };
  /** Path of a layer below its stack: its output is a hidden state. */
  readonly layer: (index: number) => string;
  /** Path of a self-attention below its layer. */
  readonly selfAttention: string;
  /** Path of an attention to the encoder below its layer. */
  readonly crossAttention: string;
}

/** Everything that a golden file has of hidden states and maps, by path. */
export function observedKeys(family: SequenceFamily, golden: GoldenModel): Map<string, string> {
  const keys = new Map<string, string>();
  for (const half of ['encoder', 'decoder'] as const) {
    const stack = family.stacks[half];
    const layers = [...golden.io.keys()].filter((key) => key.startsWith(`output.${half}_attentions.`)).length;
    keys.set(`${stack}.input`, `${half}_hidden_states.0`);
    keys.set(stack, `${half}_hidden_states.${layers}`);
    for (let index = 0; index < layers; index++) {
      const layer = `${stack}.${family.layer(index)}`;
      if (index > 0) keys.set(`${stack}.${family.layer(index - 1)}`, `${half}_hidden_states.${index}`);
      keys.set(`${layer}.${family.selfAttention}.weights`, `${half}_attentions.${index}`);
      if (half === 'decoder')
        keys.set(`${layer}.${family.crossAttention}.weights`, `cross_attentions.${index}`);
    }
  }
  return keys;
}

/** What the model of a golden folder computes, against what transformers did: the largest difference of each key. */
export function differencesOf(
  model: EncoderDecoderModel,
  family: SequenceFamily,
  golden: GoldenModel,
): Map<string, number> {
  const seen = new Map<string, number>();
  const sourceKept = goldenArray(golden, 'input.attention_mask');
  const observers = [...observedKeys(family, golden)].map(([path, key]) => {
    const expected = golden.io.get(`output.${key}.f64`) ?? goldenArray(golden, `output.${key}`);
    const compare = (value: Tensor): void => {
      const kept = key.startsWith('encoder') ? sourceKept : undefined;
      const isMap = key.includes('attentions');
      seen.set(key, isMap ? worstMap(value, expected, kept) : worstDifference(value, expected, kept));
    };
    return [path, compare] as const;
  });
  const logits = observe(model, Object.fromEntries(observers), () =>
    model.forward(
      goldenTensor(golden, 'input.input_ids'),
      goldenTensor(golden, 'input.decoder_input_ids'),
      goldenMask(golden, 'input.attention_mask'),
    ),
  );
  seen.set('logits', worstDifference(logits, goldenArray(golden, 'output.logits.f64')));
  return seen;
}
