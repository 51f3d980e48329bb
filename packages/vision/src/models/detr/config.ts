import {
  type BartLikeStackConfig,
  checkHfConfig,
  HfConfig,
  readBartLikeStack,
  readLabels,
} from '@heed/transformer';
import { type DetectionLossConfig, readDetectionLossConfig } from '../detection/detection-loss.ts';
import { type ResNetConfig, readResNetConfig } from '../resnet/config.ts';

/** What a DETR is made of. */
export interface DetrConfig {
  readonly backbone: ResNetConfig;
  readonly channels: number;
  readonly width: number;
  readonly encoder: BartLikeStackConfig;
  readonly decoder: BartLikeStackConfig;
  /** Learned queries, each of which may find one thing. */
  readonly queries: number;
  /** Positions of the map: sines of the place, or learned rows and columns. */
  readonly positions: 'sine' | 'learned';
  readonly activation: string;
  readonly dropout: number;
  readonly attentionDropout: number;
  readonly activationDropout: number;
  /**
   * What earlier layers of the decoder find is trained too. Their norm then stands between the layers as well, as
   * transformers has it: a model is trained with it from the start, or without it.
   */
  readonly auxiliaryLoss: boolean;
  /** Weights of the loss: the option of `detectionLoss`. */
  readonly loss: DetectionLossConfig;
  /** Names of the classes, without "nothing". */
  readonly labels: readonly string[];
}

/** The `model_type`s of published configs that are of this family. */
export const detrModelTypes = ['detr'] as const;

/** Backbones by their names in timm: kind of block and blocks of each stage. */
const timmResNets: ReadonlyMap<string, readonly [ResNetConfig['block'], readonly number[]]> = new Map([
  ['resnet18', ['basic', [2, 2, 2, 2]]],
  ['resnet34', ['basic', [3, 4, 6, 3]]],
  ['resnet50', ['bottleneck', [3, 4, 6, 3]]],
  ['resnet101', ['bottleneck', [3, 4, 23, 3]]],
  ['resnet152', ['bottleneck', [3, 8, 36, 3]]],
]);

/** True where the weights of the backbone have the names of timm, as most published files do. */
export function hasTimmBackbone(hf: HfConfig): boolean {
  const nested = hf.nested('backbone_config');
  if (nested !== undefined) return nested.text('model_type', 'resnet') === 'timm_backbone';
  return hf.flag('use_timm_backbone', true);
}

function readBackbone(hf: HfConfig): ResNetConfig {
  const nested = hf.nested('backbone_config');
  if (hasTimmBackbone(hf)) return readTimmBackbone(hf, nested ?? hf);
  const config = nested ?? new HfConfig({ out_features: ['stage4'] }, 'config.json: backbone_config');
  if (config.text('model_type', 'resnet') !== 'resnet') {
    throw config.unsupported('model_type', 'resnet or timm_backbone');
  }
  if (hf.flag('dilation', false)) throw hf.unsupported('dilation', 'false for a backbone of transformers');
  const backbone = readResNetConfig(config);
  const last = `stage${backbone.stages.length}`;
  if ((config.texts('out_features')?.at(-1) ?? last) !== last) {
    throw config.unsupported('out_features', `the last stage, ${last}, at the end`);
  }
  return backbone;
}

function readTimmBackbone(hf: HfConfig, own: HfConfig): ResNetConfig {
  // A name may tell how it was trained: resnet50.a1_in1k.
  const [block, depths] = timmResNets.get(own.text('backbone', 'resnet50').split('.')[0] ?? '') ?? [];
  if (block === undefined || depths === undefined) {
    throw own.unsupported('backbone', `one of ${[...timmResNets.keys()].join(', ')}`);
  }
  const widths = [64, 128, 256, 512].map((width) => (block === 'basic' ? width : 4 * width));
  const plain = readResNetConfig(
    new HfConfig({
      num_channels: hf.size('num_channels', 3),
      ...{ layer_type: block, depths, hidden_sizes: widths },
    }),
  );
  if (!hf.flag('dilation', false)) return plain;
  const stages = plain.stages.map((stage, at) => {
    return at === 3 ? ({ ...stage, stride: 1, dilation: 2 } as const) : stage;
  });
  return { ...plain, stages };
}

/**
 * Reads a published config of DETR, with a ResNet of timm or of transformers as its backbone.
 *
 * @throws {FormatError} for a field that is not as it must be, and for other backbones.
 */
export function readDetrConfig(hf: HfConfig): DetrConfig {
  checkHfConfig('readDetrConfig', hf);
  const width = hf.size('d_model', 256);
  if (width % 4 !== 0) throw hf.unsupported('d_model', 'a multiple of 4');
  const positions = hf.text('position_embedding_type', 'sine');
  if (positions !== 'sine' && positions !== 'learned') {
    throw hf.unsupported('position_embedding_type', 'sine or learned');
  }
  const stack = { layers: 6, heads: 8, feedForwardWidth: 2048 };
  const backbone = readBackbone(hf);
  return {
    backbone,
    channels: backbone.channels,
    width,
    encoder: readBartLikeStack(hf, 'encoder', width, stack),
    decoder: readBartLikeStack(hf, 'decoder', width, stack),
    queries: hf.size('num_queries', 100),
    positions,
    activation: hf.text('activation_function', 'relu'),
    dropout: hf.number('dropout', 0.1),
    attentionDropout: hf.number('attention_dropout', 0),
    activationDropout: hf.number('activation_dropout', 0),
    auxiliaryLoss: hf.flag('auxiliary_loss', false),
    loss: readDetectionLossConfig(hf),
    labels: readLabels(hf),
  };
}
