import { join } from 'node:path';

/** The repository. */
export const root: string = join(import.meta.dirname, '..', '..');

/** The benchmarks. */
export const bench: string = join(root, 'bench');

/** Files that a run makes and the next finds again; ignored by git. */
export const cache: string = join(root, '.cache', 'bench');

/** Published weights, as `pnpm pretrained` fetches them. */
export const pretrained: string = join(root, '.cache', 'pretrained');

/** The peers' own install. */
export const peersFolder: string = join(bench, 'peers');
