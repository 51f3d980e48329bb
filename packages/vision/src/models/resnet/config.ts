import { checkHfConfig, type HfConfig, readLabels } from '@heed/transformer';

/** A stage of a ResNet: blocks at one resolution. */
export interface ResNetStageConfig {
  readonly width: number;
  readonly depth: number;
  /** Step of the first block: 2 halves the resolution. */
  readonly stride: 1 | 2;
  /** Distance between what the windows of all blocks but the first read: 2 where the stride gave way to it. */
  readonly dilation: 1 | 2;
}

/** What a ResNet is made of. */
export interface ResNetConfig {
  readonly channels: number;
  /** Width of the first convolution. */
  readonly stemWidth: number;
  readonly stages: readonly ResNetStageConfig[];
  /** Blocks of two convolutions of side 3 (`basic`), or of one between two of side 1 (`bottleneck`). */
  readonly block: 'basic' | 'bottleneck';
  /** The first convolution of a bottleneck has the step, as in the paper, instead of the one of side 3. */
  readonly stepsFirst: boolean;
  readonly activation: string;
  /** Names of the classes. */
  readonly labels: readonly string[];
}

/** The `model_type`s of published configs that are of this family. */
export const resnetModelTypes = ['resnet'] as const;

/**
 * Reads a published config of ResNet.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readResNetConfig(hf: HfConfig): ResNetConfig {
  checkHfConfig('readResNetConfig', hf);
  const block = hf.text('layer_type', 'bottleneck');
  if (block !== 'basic' && block !== 'bottleneck') throw hf.unsupported('layer_type', 'basic or bottleneck');
  const depths = hf.has('depths') ? hf.numbers('depths') : [3, 4, 6, 3];
  const widths = hf.has('hidden_sizes') ? hf.numbers('hidden_sizes') : [256, 512, 1024, 2048];
  const whole = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
  if (depths.length === 0 || !depths.every(whole)) throw hf.unsupported('depths', 'whole numbers from 1');
  const fits = (width: number): boolean => whole(width) && (block === 'basic' || width % 4 === 0);
  if (widths.length !== depths.length || !widths.every(fits)) {
    const kind = block === 'basic' ? 'whole number from 1' : 'multiple of 4';
    throw hf.unsupported('hidden_sizes', `one ${kind} for each of ${depths.length} depths`);
  }
  const first = hf.flag('downsample_in_first_stage', false) ? 2 : 1;
  return {
    channels: hf.size('num_channels', 3),
    stemWidth: hf.size('embedding_size', 64),
    stages: depths.map((depth, stage) => {
      return { width: widths[stage] ?? 0, depth, stride: stage === 0 ? first : 2, dilation: 1 };
    }),
    block,
    stepsFirst: hf.flag('downsample_in_bottleneck', false),
    activation: hf.text('hidden_act', 'relu'),
    labels: readLabels(hf),
  };
}
