import {
  AdamW,
  type Backend,
  cpu,
  RandomGenerator,
  type Tensor,
  tensor,
  tidy,
  use,
  valueAndGrad,
} from '@heed/core';
import { expect, it } from 'vitest';
import type { TfjsBackend } from '../../backend.ts';
import type { TensorFlow } from '../../engine/tensorflow.ts';
import { SmallModel } from './small-model.ts';

const ids = [
  [3, 1, 4, 1, 5],
  [9, 2, 6, 10, 3],
];
const targets = ids.map((row) => [...row.slice(1), 0]);

const one = { shape: [1], dtype: 'float32' } as const;

/** What trains the model on a backend; `step` gives the loss, which stays there. */
class Training {
  readonly #backend: Backend;
  readonly #model: SmallModel;
  readonly #optimizer: AdamW;
  readonly #ids: Tensor;
  readonly #targets: Tensor;

  constructor(backend: Backend) {
    this.#backend = backend;
    const before = use(backend);
    this.#model = new SmallModel().initialize(new RandomGenerator(5));
    this.#optimizer = new AdamW(this.#model, { rate: 0.01, weightDecay: 0.1 });
    this.#ids = tensor(ids, { dtype: 'int32' });
    this.#targets = tensor(targets, { dtype: 'int32' });
    use(before);
  }

  step(): Tensor {
    const before = use(this.#backend);
    try {
      return tidy(() => {
        const { value, gradients } = valueAndGrad(this.#model, () =>
          this.#model.loss(this.#ids, this.#targets),
        );
        this.#optimizer.step(gradients);
        return value;
      });
    } finally {
      use(before);
    }
  }

  dispose(): void {
    this.#optimizer.dispose();
    this.#model.dispose();
    this.#ids.dispose();
    this.#targets.dispose();
  }
}

type Reader = (this: unknown, ...given: unknown[]) => unknown;

/** Calls of `data` and `dataSync` of tensors while `fn` runs, and reads of the engine's memory where it is not ours. */
function readsDuring(tf: TensorFlow, fn: () => void): number {
  const own = ['cpu', 'wasm'].includes(tf.getBackend());
  const watched: readonly (readonly [target: Record<string, unknown>, name: string])[] = [
    [tf.Tensor.prototype, 'data'],
    [tf.Tensor.prototype, 'dataSync'],
    ...(own
      ? []
      : ([
          [Object(tf.backend()), 'read'],
          [Object(tf.backend()), 'readSync'],
        ] as const)),
  ];
  let reads = 0;
  const undo = watched.map(([target, name]) => {
    const had = Object.getOwnPropertyDescriptor(target, name);
    const original = target[name] as Reader;
    target[name] = function counted(this: unknown, ...given: unknown[]): unknown {
      reads += 1;
      return original.apply(this, given);
    };
    return () => {
      if (had === undefined) delete target[name];
      else Object.defineProperty(target, name, had);
    };
  });
  try {
    fn();
  } finally {
    for (const back of undo) back();
  }
  return reads;
}

/** Training on a backend: the reference's losses, nothing read on the way, and memory that does not grow. */
export function testTraining(backend: TfjsBackend, tf: TensorFlow, steps = 40): void {
  it('trains with the losses of the reference', async () => {
    const [own, right] = [new Training(backend), new Training(cpu)];
    for (let step = 0; step < 12; step++) {
      const [loss, expected] = [own.step(), right.step()];
      const [seen] = await loss.data();
      expect(Math.abs((seen ?? Number.NaN) - expected.item()), `step ${step}`).toBeLessThan(1e-4);
      loss.dispose();
      expected.dispose();
    }
    own.dispose();
    right.dispose();
  });

  it('reads nothing back in forward, gradients and updates', () => {
    const training = new Training(backend);
    training.step().dispose();
    expect(readsDuring(tf, () => training.step().dispose())).toBe(0);
    expect(
      readsDuring(tf, () => void backend.downloadSync?.(backend.upload(Float32Array.of(1), one), one)),
    ).toBe(['cpu', 'wasm'].includes(tf.getBackend()) ? 1 : 2);
    training.dispose();
  });

  it(`holds as many tensors and bytes after ${steps} steps as after the first ones`, () => {
    const start = { ...backend.memory() };
    const training = new Training(backend);
    for (let step = 0; step < 3; step++) training.step().dispose();
    const { numTensors, numBytes } = tf.memory();
    const own = backend.memory();
    for (let step = 0; step < steps; step++) training.step().dispose();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
    expect(backend.memory()).toEqual(own);
    training.dispose();
    expect(backend.memory()).toEqual(start);
  });
}
