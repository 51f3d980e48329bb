import { readPicture } from '@heed/vision/node';
import type { Prepare } from '../../harness/side.ts';
import { sideBy } from './side.ts';

export const prepare: Prepare = sideBy(readPicture);
