import type { Module } from '@heed/core';
import { type ModelFamily, modelFamily } from '@heed/transformer';
import { readClipConfig, readClipVisionConfig } from './config.ts';
import { ClipModel, ClipVisionModel } from './model.ts';

const weightNames = (module: Module): { rename: (name: string) => string | undefined } => ({
  rename: (name) => {
    const left =
      /position_ids$/.test(name) ||
      (module instanceof ClipVisionModel && !/^visual_projection|^vision_/.test(name));
    return left ? undefined : name;
  },
});

/** CLIP as it is published. */
export const clip: ModelFamily = modelFamily(
  readClipConfig,
  { CLIPModel: (config) => new ClipModel(config) },
  { weightNames },
);

/** Its tower of pictures, published by itself. */
export const clipVision: ModelFamily = modelFamily(
  readClipVisionConfig,
  { CLIPVisionModelWithProjection: (config) => new ClipVisionModel(config) },
  { weightNames },
);
