import { join } from 'node:path';

/** Files that the scripts of export/ make. */
export const cache = join(import.meta.dirname, '../../.cache/bench');

/** Published weights. */
export const pretrained = join(import.meta.dirname, '../../.cache/pretrained');
