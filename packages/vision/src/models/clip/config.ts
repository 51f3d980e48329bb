import { checkHfConfig, HfConfig } from '@heed/transformer';
import {
  readTextTower,
  readVisionTower,
  type TowerDefaults,
  type TwoTowerConfig,
} from '../clip-like/config.ts';
import type { VisionConfig } from '../vision-config.ts';

/** What a CLIP is made of. */
export interface ClipConfig extends TwoTowerConfig {
  /** Width of the space of pictures and texts. */
  readonly projectionWidth: number;
  /** The token whose state stands for a text; undefined: the one with the largest id, as in the first files. */
  readonly endId: number | undefined;
}

/** What a CLIP's tower of pictures is made of, by itself. */
export interface ClipVisionConfig extends VisionConfig {
  readonly projectionWidth: number;
}

const defaults: TowerDefaults = {
  activation: 'quick_gelu',
  epsilon: 1e-5,
  patchSize: 32,
  vocabularySize: 49_408,
  textHeads: 8,
  maximumLength: 77,
};

/**
 * Reads a published config of CLIP.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readClipConfig(hf: HfConfig): ClipConfig {
  checkHfConfig('readClipConfig', hf);
  const text = hf.nested('text_config') ?? new HfConfig({});
  // 2 was written by mistake into the first files; their end token is the one with the largest id.
  const endId = text.number('eos_token_id', 49_407);
  return {
    ...readVisionTower(hf.nested('vision_config') ?? new HfConfig({}), defaults),
    text: readTextTower(text, 512, defaults),
    projectionWidth: hf.size('projection_dim', 512),
    endId: endId === 2 ? undefined : endId,
  };
}

/** Reads the config of CLIP's tower of pictures, published by itself or within that of both. */
export function readClipVisionConfig(hf: HfConfig): ClipVisionConfig {
  checkHfConfig('readClipVisionConfig', hf);
  const own = hf.nested('vision_config');
  const projectionWidth = hf.size('projection_dim', 512);
  return { ...readVisionTower(own ?? hf, defaults), projectionWidth };
}
