import { createRequire } from 'node:module';
import { BackendError } from '@heed/core';
import { expect, it, vi } from 'vitest';
import { tfjs } from './index.ts';

const require = createRequire(import.meta.url);

it('names TensorFlow.js without an engine, and engines none of which starts', async () => {
  const tf: typeof import('@tensorflow/tfjs') = createRequire(require.resolve('@tensorflow/tfjs'))(
    '@tensorflow/tfjs-core',
  );
  const nothing = tfjs({ tf });
  await expect(nothing).rejects.toThrow(BackendError);
  await expect(nothing).rejects.toThrow(/has no engine; import one, such as @tensorflow/);
  await expect(tfjs({ tf, engine: 'cpu' })).rejects.toThrow(/has no engine cpu, it has none/);
  vi.spyOn(console, 'warn').mockReturnValue();
  tf.registerBackend('broken', () => {
    throw new Error('no device');
  });
  await expect(tfjs({ tf })).rejects.toThrow(/no engine of TensorFlow.js starts here \(broken\)/);
  vi.restoreAllMocks();
});
