import { checkKind, checkWhole, ctcLoss, type Module, multiply, type Tensor, tensor } from '@heed/core';
import type { Objective } from '@heed/transformer/training';
import { maskOf, type SoundInputs } from '../processing/batch.ts';
import { checkFloats } from '../sound/sound.ts';

/** A sound as features, and what is said in it. */
export interface SpokenText {
  /** float32 [bins, frames] row after row. */
  readonly features: Float32Array;
  readonly frames: number;
  /** The labels of the text: see `CtcVocabulary`. */
  readonly labels: readonly number[];
}

/** A recogniser that {@link ctcObjective} trains, such as `CtcRecognizer`. */
export interface CtcModel extends Module {
  /** Features [batch, bins, frames] and a mask of frames to logits [batch, frames of the encoder, classes]. */
  forward(features: Tensor, mask?: Tensor): Tensor;
  /** Frames of the logits for frames of the features. */
  framesOf(frames: number): number;
  readonly blank: number;
}

/**
 * The labels of sounds by connectionist temporal classification: `ctcLoss` of the logits, each text's divided by its
 * number of labels, so that each text weighs the same. Sounds too short for their text teach nothing.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { CtcRecognizer, ctcObjective, readCtcRecognizerConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * import { trainStep } from '@heed/transformer/training';
 * const config = new HfConfig({
 *   model_type: 'ctc-recognizer', vocab_size: 5, num_mel_bins: 3, d_model: 8, encoder_layers: 1,
 *   encoder_attention_heads: 2, encoder_ffn_dim: 16,
 * });
 * const generator = new RandomGenerator(0);
 * const model = new CtcRecognizer(readCtcRecognizerConfig(config), generator).initialize(generator).train();
 * const example = { features: Float32Array.from(generator.normal([3, 14]).dataSync()), frames: 14, labels: [1, 4] };
 * console.log(trainStep(ctcObjective(model), new AdamW(model, { rate: 1e-3 }), [[example]]).targets); // 1
 * ```
 */
export function ctcObjective(model: CtcModel): Objective<SpokenText> {
  return {
    model,
    length: ({ frames }) => frames,
    batch: (examples) => ({
      targets: examples.length,
      loss: () => {
        const { features, mask } = spokenBatch(examples);
        const logits = model.forward(features, mask);
        // The mean over the batch, of losses per label, times its examples: the sum.
        const texts = examples.map(({ labels }) => labels);
        const loss = ctcLoss(logits, texts, {
          frames: examples.map(({ frames }) => model.framesOf(frames)),
          blank: model.blank,
          zeroInfinity: true,
        });
        return multiply(loss, examples.length);
      },
    }),
  };
}

/**
 * The features of a batch, [batch, bins, longest], zeros behind shorter ones, and a mask of what is sound. The longest is
 * made even, so that a recogniser whose second convolution halves the frames hears each as it would hear it alone.
 */
export function spokenBatch(
  examples: readonly Pick<SpokenText, 'features' | 'frames'>[],
): Required<SoundInputs> {
  checkKind('spokenBatch: examples', examples, 'a list');
  for (const [at, example] of examples.entries()) {
    checkFloats(`spokenBatch: features of example ${at}`, example?.features);
    checkWhole(`spokenBatch: frames of example ${at}`, example.frames);
  }
  const frames = examples.map((example) => example.frames);
  const longest = 2 * Math.ceil(frames.reduce((most, count) => Math.max(most, count), 0) / 2);
  const [first] = examples;
  const bins = first === undefined ? 0 : first.features.length / first.frames;
  const data = new Float32Array(examples.length * bins * longest);
  for (const [at, { features, frames: count }] of examples.entries()) {
    for (let bin = 0; bin < bins; bin++) {
      data.set(features.subarray(bin * count, (bin + 1) * count), (at * bins + bin) * longest);
    }
  }
  return {
    features: tensor(data, { shape: [examples.length, bins, longest] }),
    mask: maskOf(frames, longest),
  };
}
