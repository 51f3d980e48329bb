import { prepare as prepareEncoder } from '../encode/tfjs.mjs';

export const prepare = (setting) => prepareEncoder({ ...setting, batch: 1, sentences: 1 });
