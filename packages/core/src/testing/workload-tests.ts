import type { Backend } from '../backend/backend.ts';
import { ValueError } from '../errors.ts';
import { Scope, tidy } from '../memory/scope.ts';
import * as ops from '../ops/index.ts';
import type { Tensor } from '../tensor.ts';
import { checkReading, readAll } from './reading.ts';
import { type Draw, onBackend, type Sample, samplesOf } from './sample.ts';
import { testSample } from './sample-tests.ts';

type BackendTest = (backend: Backend, tolerance: number) => Promise<void>;

const affine = (draw: Draw): Tensor[] => [draw.float([331, 67]), draw.float([67]), draw.float([67])];

/** Work that is worth sharing among threads, in sizes that no tile divides. */
const large: readonly Sample[] = [
  ...samplesOf('matmul', {
    large: {
      inputs: (draw) => [draw.float([131, 67]), draw.float([67, 151])],
      run: (a, b) => ops.matmul(a, b),
    },
    'a large batch': {
      inputs: (draw) => [draw.float([11, 37, 29]), draw.float([11, 41, 29])],
      run: (a, b) => ops.matmul(a, b, { transposeB: true }),
    },
  }),
  ...samplesOf('linear', {
    large: {
      inputs: (draw) => [draw.float([3, 43, 67]), draw.float([131, 67]), draw.float([131])],
      run: (x, weight, bias) => ops.linear(x, weight, bias),
    },
  }),
  ...samplesOf('scaledDotProductAttention', {
    large: {
      inputs: (draw) => [draw.float([2, 6, 53, 8]), draw.float([2, 3, 53, 8]), draw.float([2, 3, 53, 8])],
      run: (q, k, v) => ops.scaledDotProductAttention(q, k, v, { causal: true }),
    },
  }),
  ...samplesOf('softmax', {
    large: { inputs: (draw) => [draw.float([331, 67], -3, 3)], run: (x) => ops.softmax(x) },
  }),
  ...samplesOf('layerNorm', {
    large: { inputs: affine, run: (x, weight, bias) => ops.layerNorm(x, weight, bias) },
  }),
  ...samplesOf('crossEntropy', {
    large: {
      inputs: (draw) => [draw.float([331, 67], -3, 3), draw.ids([331], 67)],
      run: (logits, ids) => ops.crossEntropy(logits, ids),
    },
  }),
  ...samplesOf('embedding', {
    'large, each id many times': {
      inputs: (draw) => [draw.float([13, 67]), draw.ids([331], 13)],
      run: (table, ids) => ops.embedding(table, ids),
    },
  }),
  ...samplesOf('gelu', {
    large: { inputs: (draw) => [draw.float([12_007], -3, 3)], run: (x) => ops.gelu(x) },
  }),
  ...samplesOf('add', {
    large: {
      inputs: (draw) => [draw.float([53, 1, 67]), draw.float([11, 67])],
      run: (a, b) => ops.add(a, b),
    },
  }),
  ...samplesOf('sum', {
    large: { inputs: (draw) => [draw.float([331, 67])], run: (x) => ops.sum(x, { axis: 0 }) },
  }),
];

/** Reads that began before their tensor was freed, several at a time, with ops in between. */
async function testReadsInFlight(backend: Backend): Promise<void> {
  const reads = onBackend(backend, () => {
    const x = ops.tensor([1, 2, 3]);
    const first = x.data();
    const doubled = ops.add(x, x);
    const second = doubled.data();
    const third = x.data();
    x.dispose();
    const sum = ops.add(doubled, doubled);
    doubled.dispose();
    const fourth = sum.data();
    sum.dispose();
    return [first, second, third, fourth];
  });
  const factors = [1, 2, 1, 4];
  for (const [index, data] of (await Promise.all(reads)).entries()) {
    const expected = [1, 2, 3].map((value) => value * (factors[index] ?? 0));
    if (String([...data]) !== String(expected)) {
      throw new ValueError(`read ${index} of 4 at once: expected ${expected}, got ${[...data]}`);
    }
  }
}

/** Two tasks that take turns, each with a scope of its own. */
async function testTasks(backend: Backend): Promise<void> {
  const task = async (start: number): Promise<number[]> => {
    const scope = Scope.detached();
    const seen: number[] = [];
    let x = onBackend(backend, () => scope.run(() => ops.tensor([start, -start])));
    for (let round = 0; round < 5; round++) {
      x = onBackend(backend, () => scope.run(() => ops.multiply(ops.add(x, 1), 2)));
      seen.push(...(await x.data()));
    }
    scope.dispose();
    return seen;
  };
  const apart = [await task(1), await task(10)];
  const together = await Promise.all([task(1), task(10)]);
  if (String(together) !== String(apart)) {
    throw new ValueError(`two tasks by turns: expected ${apart}, got ${together}`);
  }
}

async function testReadingAtOnce(backend: Backend): Promise<void> {
  if (backend.downloadSync === undefined) return;
  const x = onBackend(backend, () => tidy(() => ops.exp(ops.tensor([[0.5, -1, 2]]))));
  const atOnce = [...x.dataSync()];
  const [later] = await readAll('dataSync, output', [x]);
  if (later !== undefined) checkReading({ ...later, data: atOnce }, later, 0);
}

/** A hundred rounds hold what the second held, while and after they run. */
async function testRounds(backend: Backend): Promise<void> {
  let most: number | undefined;
  for (let round = 0; round < 100; round++) {
    const { bytes, result } = onBackend(backend, () =>
      tidy(() => {
        const x = ops.reshape(ops.arange(35, { dtype: 'float32' }), [5, 7]);
        const y = ops.softmax(ops.matmul(x, ops.transpose(x)));
        return { bytes: backend.memory().bytes, result: ops.sum(y) };
      }),
    );
    await result.data();
    result.dispose();
    if (round === 1) most = bytes;
    if (most !== undefined && bytes !== most) {
      throw new ValueError(`memory: ${bytes} bytes in round ${round + 1}, ${most} in the second`);
    }
  }
}

/** Tests of what happens over time: reads, tasks, rounds; and of work for threads, by name. */
export const workloadTests: Readonly<Record<string, BackendTest>> = {
  'reads in flight survive their tensors': testReadsInFlight,
  'two tasks take turns': testTasks,
  'dataSync gives what data gives': testReadingAtOnce,
  'memory is the same in each of 100 rounds': testRounds,
  ...Object.fromEntries(
    large.map((sample): [string, BackendTest] => [
      `threads: ${sample.op}, ${sample.name}`,
      (backend, tolerance) => testSample(sample, backend, tolerance, 3),
    ]),
  ),
};
