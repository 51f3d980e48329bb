import { checkHfConfig, type HfConfig, readLabels } from '@heed/transformer';
import { readSize, type VisionConfig } from '../vision-config.ts';

/** A stage of a MobileViT that attends: layers at one resolution. */
export interface MobileViTStageConfig {
  readonly width: number;
  readonly depth: number;
  /** Channels of the map that goes in, and of the one that comes out. */
  readonly inputs: number;
  readonly outputs: number;
  /** Step of the convolution that begins it, and the distance of what that convolution reads. */
  readonly stride: number;
  readonly dilation: number;
}

/**
 * What a MobileViT is made of; `width`, `heads` and `layers` are those of the last stage, whose patches have `patchSize`
 * pixels of the picture.
 */
export interface MobileViTConfig extends VisionConfig {
  /** Channels behind the stem, of the two stages of convolutions, of the three that attend, and of the output. */
  readonly necks: readonly [number, number, number, number, number, number, number];
  readonly stages: readonly MobileViTStageConfig[];
  /** Side of the patches that a map is cut into. */
  readonly patch: number;
  /** Side of the convolutions around attention. */
  readonly kernel: number;
  readonly expandRatio: number;
  readonly innerRatio: number;
  readonly queryKeyValueBias: boolean;
  readonly classifierDropout: number;
  /** Of the segmentation head: channels, distances of what its convolutions read, and dropout. */
  readonly pyramid: {
    readonly channels: number;
    readonly dilations: readonly number[];
    readonly dropout: number;
  };
}

/** The `model_type`s of published configs that are of this family. */
export const mobileViTModelTypes = ['mobilevit'] as const;

/** Layers of the stages that attend; no config says otherwise. */
const depths = [2, 4, 3] as const;

/** Of each stage that attends, step and distance for how much smaller the last map is than the picture. */
const steps: ReadonlyMap<number, readonly (readonly [stride: number, dilation: number])[]> = new Map([
  [
    32,
    [
      [2, 1],
      [2, 1],
      [2, 1],
    ],
  ],
  [
    16,
    [
      [2, 1],
      [2, 1],
      [1, 1],
    ],
  ],
  [
    8,
    [
      [2, 1],
      [1, 1],
      [1, 2],
    ],
  ],
]);

/**
 * Reads a published config of MobileViT.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readMobileViTConfig(hf: HfConfig): MobileViTConfig {
  checkHfConfig('readMobileViTConfig', hf);
  const list = (field: string, fallback: readonly number[]): readonly number[] => {
    const numbers = hf.has(field) ? hf.numbers(field) : fallback;
    if (numbers.length === fallback.length && numbers.every((n) => Number.isSafeInteger(n) && n > 0)) {
      return numbers;
    }
    throw hf.unsupported(field, `${fallback.length} whole numbers above 0`);
  };
  const [stem = 0, first = 0, second = 0, third = 0, fourth = 0, fifth = 0, output = 0] = list(
    'neck_hidden_sizes',
    [16, 32, 64, 96, 128, 160, 640],
  );
  const necks = [stem, first, second, third, fourth, fifth, output] as const;
  const widths = list('hidden_sizes', [144, 192, 240]);
  const heads = hf.size('num_attention_heads', 4);
  const odd = widths.find((width) => width % heads !== 0);
  if (odd !== undefined)
    throw hf.unsupported('num_attention_heads', `a divisor of every width, such as ${odd}`);
  const outputStride = hf.size('output_stride', 32);
  const step = steps.get(outputStride);
  if (step === undefined) throw hf.unsupported('output_stride', '32, 16 or 8');
  const stages = widths.map((width, at): MobileViTStageConfig => {
    const [stride, dilation] = step[at] ?? [2, 1];
    const [inputs, outputs] = [necks[at + 2] ?? 0, necks[at + 3] ?? 0];
    return { width, depth: depths[at] ?? 1, inputs, outputs, stride, dilation };
  });
  const [width, patch, innerRatio] = [
    widths.at(-1) ?? 0,
    hf.size('patch_size', 2),
    hf.number('mlp_ratio', 2),
  ];
  return {
    imageSize: readSize(hf, 'image_size', 256),
    patchSize: [outputStride * patch, outputStride * patch],
    channels: hf.size('num_channels', 3),
    width,
    heads,
    layers: depths.at(-1) ?? 0,
    feedForwardWidth: Math.trunc(innerRatio * width),
    necks,
    stages,
    patch,
    kernel: hf.size('conv_kernel_size', 3),
    expandRatio: hf.number('expand_ratio', 4),
    innerRatio,
    activation: hf.text('hidden_act', 'silu'),
    epsilon: hf.number('layer_norm_eps', 1e-5),
    dropout: hf.number('hidden_dropout_prob', 0.1),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    queryKeyValueBias: hf.flag('qkv_bias', true),
    classifierDropout: hf.number('classifier_dropout_prob', 0.1),
    pyramid: {
      channels: hf.size('aspp_out_channels', 256),
      dilations: list('atrous_rates', [6, 12, 18]),
      dropout: hf.number('aspp_dropout_prob', 0.1),
    },
    labels: readLabels(hf),
  };
}
