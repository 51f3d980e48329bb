import { readFile } from 'node:fs/promises';
import { decodePicture } from '@heed/vision';
import type { Prepare } from '../../harness/side.ts';
import { sideBy } from './side.ts';

export const prepare: Prepare = sideBy(async (path) => decodePicture(await readFile(path)));
