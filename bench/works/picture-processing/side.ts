import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tensor } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { type Picture, PictureProcessor, readProcessorConfig } from '@heed/vision';
import { cache } from '../../harness/places.ts';
import type { Prepare } from '../../harness/side.ts';
import { openBackend } from '../backend.ts';

/** A side that reads the case's file in some way and prepares it as a ViT wants it. */
export function sideBy(read: (path: string) => Promise<Picture>): Prepare {
  return async (setting) => {
    await openBackend(setting);
    const published = readFileSync(join(cache, 'models/vit-processor/preprocessor_config.json'), 'utf8');
    const processor = new PictureProcessor(readProcessorConfig(new HfConfig(JSON.parse(published))));
    const path = join(cache, 'pictures', String(setting['file']));
    const process = async (): Promise<Tensor> => processor.process([await read(path)]);
    return {
      run: async () => (await process()).dispose(),
      answer: async () => {
        using pixels = await process();
        return pixels.dataSync();
      },
    };
  };
}
