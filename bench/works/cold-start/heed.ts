import type { Prepare } from '../../harness/side.ts';
import { prepare as prepareEncoder } from '../encode/heed.ts';

export const prepare: Prepare = (setting) => prepareEncoder({ ...setting, batch: 1, sentences: 1 }, {});
