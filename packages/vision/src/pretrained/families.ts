import type { ModelFamilies, ModelFamily } from '@heed/transformer';

const from = async (module: Promise<{ readonly family: ModelFamily }>): Promise<ModelFamily> =>
  (await module).family;
const fromClip = () => import('../models/clip/family.ts');
const fromDinov2 = () => import('../models/dinov2/family.ts');
const fromSam = () => import('../models/sam/family.ts');
const fromSiglip = () => import('../models/siglip/family.ts');

/**
 * The families of this package by `model_type`, each loaded when it is asked for: the option `families` of
 * `fromPretrained` and `savePretrained`.
 *
 * @example
 * ```ts no-run
 * import { fromPretrained } from '@heed/transformer/node';
 * import { visionFamilies } from '@heed/vision';
 * const { model } = await fromPretrained('google/vit-base-patch16-224', { families: visionFamilies });
 * ```
 */
export const visionFamilies: ModelFamilies = {
  beit: () => from(import('../models/beit/family.ts')),
  clip: async () => (await fromClip()).clip,
  clip_vision_model: async () => (await fromClip()).clipVision,
  deit: () => from(import('../models/deit/family.ts')),
  detr: async (config) => (await import('../models/detr/family.ts')).familyFor(config),
  dinov2: async () => (await fromDinov2()).dinov2,
  dinov2_with_registers: async () => (await fromDinov2()).dinov2WithRegisters,
  mobilevit: () => from(import('../models/mobilevit/family.ts')),
  resnet: () => from(import('../models/resnet/family.ts')),
  sam: async () => (await fromSam()).sam,
  sam_vision_model: async () => (await fromSam()).samVision,
  segformer: () => from(import('../models/segformer/family.ts')),
  siglip: async () => (await fromSiglip()).siglip,
  siglip_vision_model: async () => (await fromSiglip()).siglipVision,
  swin: () => from(import('../models/swin/family.ts')),
  vit: () => from(import('../models/vit/family.ts')),
  yolos: () => from(import('../models/yolos/family.ts')),
};
