import util from 'node:util';
import { expect, it } from 'vitest';
import { findBuiltTfjs } from '../../../../fixtures/built-tfjs.ts';
import { Engine } from '../engine/engine.ts';
import { operationsOf } from '../engine/operations.ts';
import { loadBuilt } from '../engines/testing/built-tfjs.ts';
import { read } from '../engines/testing/raw-engine.ts';
import { gathered } from './gather-reads.ts';
import { restoreNodeFunctions } from './removed-node-functions.ts';

it('puts back functions of node:util once', () => {
  const functions: Record<string, unknown> = util;
  restoreNodeFunctions();
  delete functions['isNullOrUndefined'];
  expect(restoreNodeFunctions()).toEqual(['isNullOrUndefined']);
  expect(functions['isNullOrUndefined']).toBeTypeOf('function');
  expect(restoreNodeFunctions()).toEqual([]);
});

const folder = findBuiltTfjs('tfjs-node');

if (folder === undefined) {
  it.skip('faults of tfjs-node: pnpm tfjs builds it');
} else {
  const tf = loadBuilt(folder, 'tfjs-node');
  const engine = new Engine(tf);
  const ops = operationsOf(engine);

  it('calls functions that Node took away, in its kernels', () => {
    const functions: Record<string, unknown> = util;
    const { isNullOrUndefined } = functions;
    delete functions['isNullOrUndefined'];
    try {
      expect(() => engine.runMany('TopK', { x: engine.fill([3], 1, 'float32') }, { k: 1 })).toThrow();
    } finally {
      functions['isNullOrUndefined'] = isNullOrUndefined;
    }
  });

  it('reads indices back in GatherV2, which is not called here', () => {
    const backend: { readSync?: ((id: object) => unknown) | undefined } = tf.backend();
    const original = backend.readSync;
    let reads = 0;
    backend.readSync = (id) => {
      reads += 1;
      return original?.call(backend, id);
    };
    try {
      const x = ops.reshape(engine.make(Float32Array.of(1, 2, 3, 4, 5, 6), [6], 'float32'), [2, 3]);
      const indices = engine.make(Int32Array.of(2, 0), [2], 'int32');
      engine.run('GatherV2', { x, indices }, { axis: 1, batchDims: 0 });
      expect(reads).toBe(1);
      const rows = gathered(engine, x, indices, 1);
      expect(reads).toBe(1);
      expect(read(rows)).toEqual([3, 1, 6, 4]);
    } finally {
      backend.readSync = original;
    }
  });
}
