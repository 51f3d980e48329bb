import { type ModelFamily, modelFamily } from '@heed/transformer';
import { pictureWeightNames } from '../weights.ts';
import { readDinov2Config } from './config.ts';
import { Dinov2ForImageClassification, Dinov2Model } from './model.ts';

/** DINOv2 as it is published. The token that hides patches in pretraining is left out. */
function family(prefix: string, name: string): ModelFamily {
  // With registers, the encoder of a file with a head has a name of its own.
  const renamed = (path: string): string => path.replace(/^dinov2\./, `${prefix}.`);
  return modelFamily(
    readDinov2Config,
    {
      [`${name}Model`]: (config) => new Dinov2Model(config),
      [`${name}ForImageClassification`]: (config) => new Dinov2ForImageClassification(config),
    },
    {
      weightNames: (module) => {
        const names = pictureWeightNames(module, {
          prefix: 'dinov2',
          parts: ['embeddings.mask_token', 'classifier'],
        });
        return {
          ...names,
          rename: (path) => {
            const local = path.startsWith(`${prefix}.`) ? `dinov2.${path.slice(prefix.length + 1)}` : path;
            return names.rename === undefined ? local : names.rename(local);
          },
        };
      },
      saved: { rename: renamed },
    },
  );
}

/** DINOv2 without registers. */
export const dinov2: ModelFamily = family('dinov2', 'Dinov2');

/** DINOv2 with registers. */
export const dinov2WithRegisters: ModelFamily = family('dinov2_with_registers', 'Dinov2WithRegisters');
