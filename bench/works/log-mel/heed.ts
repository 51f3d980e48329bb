import { logMel } from '@heed/speech';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, opSide } from '../backend.ts';

export const prepare: Prepare = async (setting, { samples }) => {
  await openBackend(setting);
  if (samples === undefined) throw new Error('the case lacks samples');
  const sound = { samplingRate: Number(setting['samplingRate']), channels: [samples.data] };
  return opSide(() => logMel(sound, { seconds: 30 }));
};
