import { installedTfjs } from '@heed/backend-tfjs/node';
import { tfjsNode } from '../../harness/peers.ts';
import type { Prepare } from '../../harness/side.ts';
import { sideOn } from './side.ts';

/** The backend on the tfjs-node that the plain code runs on. */
export const onTensorFlow = (): ReturnType<typeof installedTfjs> =>
  installedTfjs({ from: tfjsNode, packages: ['@tensorflow/tfjs-node'] });

export const prepare: Prepare = async (setting, inputs) => sideOn(await onTensorFlow(), setting, inputs);
