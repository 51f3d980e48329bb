import { wasm } from '@heed/backend-wasm';
import { measureRoute, route } from '@heed/core/backend';
import type { Prepare } from '../../harness/side.ts';
import { onTensorFlow } from './heed.ts';
import { sideOn } from './side.ts';

/** Both backends as one, by a policy that is measured here. */
export const prepare: Prepare = async (setting, inputs) => {
  const sides = { heavy: await onTensorFlow(), light: await wasm({ threads: Number(setting['threads']) }) };
  return sideOn(route({ ...sides, policy: measureRoute(sides) }), setting, inputs);
};
