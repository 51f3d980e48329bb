import { readFile } from 'node:fs/promises';
import { decodePicture } from '@heed/vision';
import { sideBy } from './side.ts';

export const prepare = sideBy(async (path) => decodePicture(await readFile(path)));
