// What the page of browser.browser.test.ts does; bundled by esbuild, for engines that only a browser has.
import {
  AdamW,
  add,
  type Backend,
  broadcastTo,
  cos,
  cpu,
  divide,
  embedding,
  greater,
  matmul,
  min,
  ones,
  RandomGenerator,
  relu,
  reshape,
  Scope,
  sin,
  softmax,
  softplus,
  type Tensor,
  tensor,
  transpose,
  use,
  valueAndGrad,
} from '@heed/core';
import { checkBackend } from '@heed/core/testing';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-webgpu';
import { type TfjsBackend, tfjs } from '../../index.ts';
import { SmallModel } from './small-model.ts';

/** Runs `fn` on an engine; gives the reason instead where it does not start. */
async function on<Answer>(
  engine: string,
  fn: (backend: TfjsBackend) => Promise<Answer>,
): Promise<Answer | string> {
  let backend: TfjsBackend;
  try {
    backend = await tfjs({ tf, engine });
  } catch (error) {
    return String(error);
  }
  const before = use(backend);
  try {
    return await fn(backend);
  } finally {
    use(before);
  }
}

async function errorOf(fn: () => Promise<unknown>): Promise<string> {
  try {
    return `no error: ${await fn()}`;
  } catch (error) {
    return String(error);
  }
}

/** Three steps of training on a backend. */
async function losses(backend: Backend): Promise<number[]> {
  use(backend);
  using scope = new Scope();
  const model = new SmallModel().initialize(new RandomGenerator(5));
  const optimizer = new AdamW(model, { rate: 0.01, weightDecay: 0.1 });
  const ids = tensor([[3, 1, 4, 1, 5]], { dtype: 'int32' });
  const targets = tensor([[1, 4, 1, 5, 9]], { dtype: 'int32' });
  const values: Tensor[] = [];
  for (let step = 0; step < 3; step++) {
    const { value, gradients } = scope.run(() => valueAndGrad(model, () => model.loss(ids, targets)));
    optimizer.step(gradients);
    values.push(value);
  }
  const numbers = await Promise.all(values.map(async (value) => (await value.data())[0] ?? Number.NaN));
  optimizer.dispose();
  model.dispose();
  return numbers;
}

const coarse = 'shaders hold int32 as floats, of 24 bits';

const heed = {
  /** All tests of backends; shows those that failed. */
  check: (engine: string): Promise<unknown> =>
    on(engine, async (backend) => {
      const names = [
        'multiply: int32 beyond its ends',
        'multiply in int32',
        'argmax: int32',
        'cast: to int32',
      ];
      const skip = Object.fromEntries(
        [...names, 'cast in float16', 'cast in bfloat16'].map((name) => [name, coarse]),
      );
      const { passed, failed } = await checkBackend(backend, { skip });
      return { passed: passed.length, failed: failed.map(({ name, error }) => `${name}: ${error}`) };
    }),

  train: (engine: string): Promise<unknown> =>
    on(engine, async (backend) => ({
      losses: await losses(backend),
      expected: await losses(cpu),
      device: backend.report().details['device'],
    })),

  wrongIds: (engine: string): Promise<unknown> =>
    on(engine, async () => ({
      known: await errorOf(() => embedding(ones([5, 3]), tensor([0, 7], { dtype: 'int32' })).data()),
      raw: String([...(await tf.gather(tf.tensor1d([5, 6]), tf.tensor1d([0, 7], 'int32')).data())]),
      computed: await errorOf(() => {
        const four = tensor([4], { dtype: 'int32' });
        return embedding(ones([5, 3]), add(four, four)).data();
      }),
    })),

  infinities: (engine: string): Promise<unknown> =>
    on(engine, async () => {
      const { POSITIVE_INFINITY: infinity, NaN: none } = Number;
      const raw = async (
        kernel: string,
        inputs: Record<string, number[]>,
        attributes = {},
      ): Promise<string> => {
        const tensors = Object.entries(inputs).map(([name, values]) => [name, tf.tensor1d(values)] as const);
        const output = tf.engine().runKernel(kernel, Object.fromEntries(tensors), attributes);
        return String(Array.isArray(output) ? output : await output.data());
      };
      const text = async (x: Tensor): Promise<string> => String(await x.data());
      return {
        raw: [
          await raw('RealDiv', { a: [0, infinity, 6], b: [0, infinity, 3] }),
          await raw('Min', { x: [infinity, infinity] }, { axis: [0], keepDims: false }),
          await raw('Relu', { x: [-infinity, -1, 2] }),
          await raw('Softplus', { x: [none] }),
        ],
        ours: [
          await text(divide(tensor([0, infinity, 6]), tensor([0, infinity, 3]))),
          await text(min(tensor([infinity, infinity]))),
          await text(relu(tensor([-infinity, -1, 2]))),
          await text(softplus(tensor([none]))),
        ],
      };
    }),

  /** Transposed whole numbers of TensorFlow.js itself and here, and booleans: how many are right of as many as there are. */
  transposed: (engine: string): Promise<unknown> =>
    on(engine, async () => {
      const [rows, columns] = [2, 601]; // TensorFlow.js computes smaller ones on the host
      const numbers = Int32Array.from({ length: rows * columns }, (_, at) => (at - 600) * 20_011);
      const right = numbers.map((_, at) => numbers[(at % rows) * columns + Math.floor(at / rows)] ?? 0);
      const shape: [number, number, number] = [1, rows, columns];
      const x = tensor(numbers, { shape });
      const count = (data: ArrayLike<number>, expected: ArrayLike<number>): number =>
        right.filter((_, at) => data[at] === expected[at]).length;
      const raw = tf.transpose(tf.tensor3d(numbers, shape, 'int32'), [0, 2, 1]);
      return {
        all: right.length,
        raw: count(await raw.data(), right),
        whole: count(await transpose(x, [0, 2, 1]).data(), right),
        flags: count(
          await transpose(greater(x, 4), [0, 2, 1]).data(),
          right.map((number) => Number(number > 4)),
        ),
      };
    }),

  /** A tensor of the engine's own as five axes, the middle one repeated: of TensorFlow.js itself, or here. */
  tiled: (engine: string, which: 'raw' | 'ours'): Promise<unknown> =>
    on(engine, async () => {
      const x = relu(tensor([1, 2, 3, 4]));
      if (which === 'ours') {
        const wide = broadcastTo(reshape(x, [1, 2, 1, 1, 2]), [1, 2, 3, 1, 2]);
        return { numbers: String(await wide.data()) };
      }
      // Of more than a thousand numbers, TensorFlow.js computes on the device.
      const five = tf.reshape(tf.relu(tf.ones([2000])), [1, 2, 1, 500, 2]);
      const numbers = await errorOf(async () =>
        String((await tf.tile(five, [1, 1, 3, 1, 1]).data()).slice(0, 3)),
      );
      return { numbers };
    }),

  /** The largest error of sine and cosine, of TensorFlow.js itself and here. */
  sines: (engine: string): Promise<unknown> =>
    on(engine, async () => {
      const numbers = Float32Array.from({ length: 201 }, (_, at) => (at - 100) * 12.34);
      const worst = (fn: (x: number) => number, data: ArrayLike<number>): number =>
        numbers.reduce((most, x, at) => Math.max(most, Math.abs(fn(x) - (data[at] ?? Number.NaN))), 0);
      const [raw, ours] = [tf.tensor1d(numbers), tensor(numbers)];
      return {
        raw: [worst(Math.sin, await raw.sin().data()), worst(Math.cos, await raw.cos().data())],
        ours: [worst(Math.sin, await sin(ours).data()), worst(Math.cos, await cos(ours).data())],
      };
    }),

  /** Softmax of a row of −∞ alone, and of one that holds a number. */
  softmax: (engine: string): Promise<unknown> =>
    on(engine, async () => {
      const none = Number.NEGATIVE_INFINITY;
      const rows = softmax(
        tensor([
          [none, none],
          [none, 2],
        ]),
      );
      return String(await rows.data());
    }).then((text) => ({ text })),

  /** Takes the device of an engine away; what an op on it says then, and whether other backends go on. */
  lose: (engine: 'webgl' | 'webgpu'): Promise<unknown> => {
    const mine = tensor([5]);
    return on(engine, async () => {
      const x = ones([2, 2]);
      const own: {
        gpgpu?: { gl: WebGLRenderingContext };
        device?: { destroy(): void; lost: Promise<unknown> };
      } = Object(tf.backend());
      own.gpgpu?.gl.getExtension('WEBGL_lose_context')?.loseContext();
      own.device?.destroy();
      await own.device?.lost;
      const error = await errorOf(() => matmul(x, x).data());
      use(cpu);
      const product = [...(await matmul(tensor([[1, 2]]), tensor([[3], [4]])).data())];
      return { error, mine: [...(await mine.data())], product };
    });
  },
};

Object.assign(globalThis, { heed });
