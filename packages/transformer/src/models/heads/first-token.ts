import { slice, squeeze, type Tensor } from '@heed/core';

/** The states of the first token, [CLS] or <s>: [batch, length, width] → [batch, width]. */
export function firstToken(states: Tensor): Tensor {
  return squeeze(slice(states, { axis: 1, end: 1 }), { axis: 1 });
}
