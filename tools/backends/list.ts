import { tfjs } from '@heed/backend-tfjs';
import { wasm } from '@heed/backend-wasm';
import type { Backend } from '@heed/core/backend';
import { createReferenceBackend } from '@heed/core/backend';
import * as tf from '@tensorflow/tfjs';

/** A backend as the page shows it. */
export interface ListedBackend {
  readonly title: string;
  readonly open: () => Backend | Promise<Backend>;
}

/** The backends of the page, in its order. Another one is another row. */
export const backends: readonly ListedBackend[] = [
  {
    title: 'reference',
    open: createReferenceBackend,
  },
  {
    title: 'wasm',
    open: () => wasm({ threads: 2 }),
  },
  {
    title: 'tfjs',
    open: () => tfjs({ tf, engine: 'cpu' }),
  },
];
