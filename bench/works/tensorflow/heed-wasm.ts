import { wasm } from '@heed/backend-wasm';
import type { Prepare } from '../../harness/side.ts';
import { sideOn } from './side.ts';

export const prepare: Prepare = async (setting, inputs) =>
  sideOn(await wasm({ threads: Number(setting['threads']) }), setting, inputs);
