import { prepare as prepareEncoder } from '../encode/transformers.mjs';

export const prepare = (setting) => prepareEncoder({ ...setting, batch: 1, sentences: 1 });
