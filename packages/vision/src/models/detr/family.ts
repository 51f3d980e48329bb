import { type HfConfig, type ModelFamily, modelFamily } from '@heed/transformer';
import { fromTimmName, toTimmName } from '../resnet/timm-names.ts';
import { pictureWeightNames } from '../weights.ts';
import { hasTimmBackbone, readDetrConfig } from './config.ts';
import { DetrForObjectDetection } from './detection.ts';
import { DetrModel } from './model.ts';
import { DetrForSegmentation } from './segmentation.ts';

/** What stands before the names of the backbone's weights. */
const backbone = /^(.*\bbackbone\.conv_encoder\.model\.)/;

function ofBackbone(name: string, change: (name: string) => string): string {
  const [, start = ''] = backbone.exec(name) ?? [];
  return start === '' ? name : start + change(name.slice(start.length));
}

/** Published names in the spellings of several years. */
function readName(name: string): string | undefined {
  if (name.endsWith('.num_batches_tracked')) return undefined;
  return ofBackbone(name, fromTimmName).replace(/\bbackbone\.position_embedding\./, 'position_embedding.');
}

/** DETR as it is published; the names of the backbone's weights are those of timm, or of transformers. */
export function familyFor(config: HfConfig): ModelFamily {
  return modelFamily(
    readDetrConfig,
    {
      DetrModel: (resolved) => new DetrModel(resolved),
      DetrForObjectDetection: (resolved) => new DetrForObjectDetection(resolved),
      DetrForSegmentation: (resolved) => new DetrForSegmentation(resolved),
    },
    {
      weightNames: (module) => {
        const parts = ['class_labels_classifier', 'bbox_predictor', 'mask_head', 'bbox_attention'];
        const names = pictureWeightNames(module, { prefix: 'model', parts });
        return {
          ...names,
          rename: (name) => {
            // A file with masks has a detector within it.
            const own = module instanceof DetrForSegmentation ? name : name.replace(/^detr\./, '');
            const read = readName(own);
            return read === undefined ? undefined : names.rename?.(read);
          },
        };
      },
      ...(hasTimmBackbone(config) && { saved: { rename: (name: string) => ofBackbone(name, toTimmName) } }),
    },
  );
}
