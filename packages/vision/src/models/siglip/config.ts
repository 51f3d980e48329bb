import { checkHfConfig, HfConfig } from '@heed/transformer';
import {
  readTextTower,
  readVisionTower,
  type TowerDefaults,
  type TwoTowerConfig,
} from '../clip-like/config.ts';
import type { VisionConfig } from '../vision-config.ts';

/** What a SigLIP is made of. */
export interface SiglipConfig extends TwoTowerConfig {
  /** Width of the space of pictures and texts, that of the tower of pictures. */
  readonly projectionWidth: number;
}

const defaults: TowerDefaults = {
  activation: 'gelu_pytorch_tanh',
  epsilon: 1e-6,
  patchSize: 16,
  vocabularySize: 32_000,
  textHeads: 12,
  maximumLength: 64,
};

/**
 * Reads a published config of SigLIP.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readSiglipConfig(hf: HfConfig): SiglipConfig {
  checkHfConfig('readSiglipConfig', hf);
  const text = hf.nested('text_config') ?? new HfConfig({});
  const tower = readTextTower(text, 768, defaults);
  return {
    ...readSiglipVisionConfig(hf.nested('vision_config') ?? new HfConfig({})),
    text: tower,
    projectionWidth: text.size('projection_size', tower.width),
  };
}

/** Reads the config of SigLIP's tower of pictures, published by itself. */
export function readSiglipVisionConfig(hf: HfConfig): VisionConfig {
  checkHfConfig('readSiglipVisionConfig', hf);
  if (!hf.flag('vision_use_head', true)) throw hf.unsupported('vision_use_head', 'true');
  return readVisionTower(hf, defaults);
}
