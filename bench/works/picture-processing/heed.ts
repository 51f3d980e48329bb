import { readPicture } from '@heed/vision/node';
import { sideBy } from './side.ts';

export const prepare = sideBy(readPicture);
