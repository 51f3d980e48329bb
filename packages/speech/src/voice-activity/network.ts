import {
  add,
  Conv1d,
  gelu,
  kaimingNormal,
  Module,
  maximum,
  multiply,
  reshape,
  ShapeError,
  showShape,
  slice,
  subtract,
  type Tensor,
} from '@heed/core';
import { kaldiFilterBank } from '../features/kaldi-filter-bank.ts';
import type { LogMelConfig } from '../features/log-mel-stream.ts';

const bins = 32;
const channels = 32;
/** Places that a window reads, and the distances between them, layer by layer. */
const size = 5;
const dilations = [1, 2, 4, 8, 12] as const;

/** Frames on each side of one that its answer depends on: 54, 0.54 s. */
export const contextFrames: number = dilations.reduce(
  (sum, dilation) => sum + ((size - 1) / 2) * dilation,
  0,
);

/**
 * What the network hears: 32 mel bins up to 3.8 kHz, every 10 ms, as Kaldi makes them; the telephone carries as much,
 * so that wide and narrow sound are alike.
 *
 * @example
 * ```ts
 * import { voiceActivityFeatures } from '@heed/speech';
 * console.log(voiceActivityFeatures().mel.bins); // 32
 * ```
 */
export function voiceActivityFeatures(): LogMelConfig {
  const config = kaldiFilterBank({ bins });
  return { ...config, mel: { ...config.mel, highest: 3800 } };
}

/** Natural logarithms of power are near this, and this far apart; digital silence counts as what is just inaudible. */
const [middle, deviation, silence] = [13, 5, 3];

/**
 * A small network that tells speech from noise, tones and music: five convolutions over log-mel features, each with
 * what it heard added to its answer, and a linear layer. It knows 0.54 s before and after a frame, and no more, so that
 * any length of sound may be heard in pieces. `VoiceActivityDetector` has it with trained weights.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { VoiceActivityNetwork } from '@heed/speech';
 * const generator = new RandomGenerator(0);
 * const network = new VoiceActivityNetwork().initialize(generator);
 * console.log(network.forward(generator.normal([1, 32, 158])).shape); // [1, 50]: 54 frames on each side are context
 * ```
 */
export class VoiceActivityNetwork extends Module {
  readonly layers: readonly Conv1d[];
  readonly output: Conv1d;

  constructor() {
    super();
    const options = { initializer: kaimingNormal };
    this.layers = dilations.map(
      (dilation, at) => new Conv1d(at === 0 ? bins : channels, channels, size, { ...options, dilation }),
    );
    this.output = new Conv1d(channels, 1, 1);
  }

  /**
   * @param features [batch, 32, frames], natural logarithms as {@link voiceActivityFeatures} says.
   * @returns Logits of speech, [batch, frames − 108]: those of the frames between the context of both sides.
   * @throws {ShapeError} for other than 32 bins, and for fewer frames than a context has.
   */
  override forward(features: Tensor): Tensor {
    const [batch = 0, , frames = 0] = features.shape;
    if (features.rank !== 3 || features.shape[1] !== bins || frames <= 2 * contextFrames) {
      throw new ShapeError(
        `voice activity: features must be [batch, ${bins}, more than ${2 * contextFrames}], got ${showShape(features.shape)}`,
      );
    }
    const heard = multiply(subtract(maximum(features, silence), middle), 1 / deviation);
    const states = this.layers.reduce((x, layer, at) => {
      const reach = ((size - 1) / 2) * (dilations[at] ?? 0);
      const middleOf = slice(x, { axis: 2, start: reach, end: (x.shape[2] ?? 0) - reach });
      return add(middleOf, gelu(layer.forward(x)));
    }, heard);
    return reshape(this.output.forward(states), [batch, frames - 2 * contextFrames]);
  }
}
