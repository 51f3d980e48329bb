import { testBackend } from '@heed/core/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { findBuiltTfjs } from '../../../../fixtures/built-tfjs.ts';
import { installedTfjs } from '../node/index.ts';
import { loadBuilt } from './testing/built-tfjs.ts';
import { testModels } from './testing/test-models.ts';
import { testTraining } from './testing/test-training.ts';

const folder = findBuiltTfjs('tfjs-node-gpu');
/** `pnpm test:cuda` sets it: then the CPU is not good enough. */
const needsCuda = process.env['HEED_REQUIRE_CUDA'] === '1';

if (folder === undefined) {
  if (needsCuda)
    throw new Error('HEED_REQUIRE_CUDA is 1, but there is no tfjs-node-gpu: pnpm tfjs gpu --cuda');
  it.skip('TensorFlow with CUDA: pnpm tfjs builds @tensorflow/tfjs-node-gpu');
} else {
  const tf = loadBuilt(folder, 'tfjs-node-gpu');
  const backend = await installedTfjs({ from: folder });
  const { details, notes } = backend.report();
  if (needsCuda && details['device'] !== 'CUDA GPU') {
    throw new Error(
      `HEED_REQUIRE_CUDA is 1, but this runs on the CPU: ${JSON.stringify({ details, notes })}`,
    );
  }
  it('says on which device it runs, and why', () => {
    expect(details).toMatchObject({ package: '@tensorflow/tfjs-node-gpu', engine: 'tensorflow' });
    const onCpu = expect.stringContaining('on the CPU: TensorFlow found no CUDA device');
    if (details['device'] === 'CPU') expect(notes).toContainEqual(onCpu);
    else expect(notes).not.toContainEqual(onCpu);
  });
  // On the CPU it is the library of tfjs-node, which has its own test: only what must not differ is tried again.
  testBackend(backend, { describe, it });
  describe('models', () => testModels(backend, needsCuda ? undefined : ['llama-tied']));
  describe('training', () => testTraining(backend, tf, needsCuda ? 1000 : 5));
  afterAll(() => backend.dispose());
}
