import { BackendError, OptionError } from '@heed/core';
import type { BackendReport } from '@heed/core/backend';
import { createBackend, type TfjsBackend } from './backend.ts';
import { deviceFacts } from './engine/device.ts';
import { Engine } from './engine/engine.ts';
import type { TensorFlow } from './engine/tensorflow.ts';
import { restoreNodeFunctions } from './faults/removed-node-functions.ts';
import { storageNote } from './storage.ts';

/** The newest version whose faults are known; later ones of the same major version are taken too. */
const [major, minor] = [4, 22];

/** What to start. */
export interface StartOptions {
  readonly tf: TensorFlow;
  readonly engine?: string;
  /** What the report says beside. */
  readonly more?: () => Partial<Pick<BackendReport, 'details' | 'notes'>>;
}

function checkNamespace(tf: TensorFlow): void {
  const parts = ['ready', 'engine', 'getBackend', 'setBackend', 'keep', 'memory'] as const;
  const missing = parts.filter((name) => typeof tf?.[name] !== 'function');
  if (missing.length === 0) return;
  throw new OptionError(
    `tfjs: tf must be TensorFlow.js, as by import * as tf from '@tensorflow/tfjs'; it lacks ${missing.join(', ')}`,
  );
}

function checkVersion({ version_core: version }: TensorFlow): void {
  const [first = 0, second = 0] = String(version).split('.').map(Number);
  if (first === major && second >= minor) return;
  throw new BackendError(
    `tfjs: needs TensorFlow.js ${major}.${minor} or a later ${major}.x, this is ${version}`,
  );
}

/** All copies of tfjs-core in a program share one engine, which makes tensors of the class of the copy that came first. */
function checkCopies(tf: TensorFlow, engine: Engine): void {
  const probe = engine.scalar(0);
  const own = probe.constructor === tf.Tensor;
  probe.dispose();
  if (own) return;
  throw new BackendError(
    `tfjs: two copies of @tensorflow/tfjs-core are loaded, and tf (version ${tf.version_core}) is not the one that ` +
      'came first; have one copy (npm ls @tensorflow/tfjs-core) and give that',
  );
}

async function choose(tf: TensorFlow, asked: string | undefined): Promise<void> {
  const names = (): string => tf.engine().backendNames().join(', ') || 'none';
  if (asked === undefined) {
    await tf.ready().catch((cause: unknown) => {
      const there = names();
      throw new BackendError(
        there === 'none'
          ? 'tfjs: TensorFlow.js has no engine; import one, such as @tensorflow/tfjs-backend-wasm'
          : `tfjs: no engine of TensorFlow.js starts here (${there})`,
        { cause },
      );
    });
    return;
  }
  if (!tf.engine().backendNames().includes(asked)) {
    throw new BackendError(
      `tfjs: TensorFlow.js has no engine ${asked}, it has ${names()}; import the package that brings it`,
    );
  }
  const before = tf.getBackend();
  let cause: unknown;
  const given = await tf.setBackend(asked).catch((error: unknown) => {
    cause = error;
    return false;
  });
  if (given) return await tf.ready();
  if (before) await tf.setBackend(before);
  throw new BackendError(`tfjs: the engine ${asked} does not start here`, { cause });
}

/** Starts a backend; `tfjs` and the helper for Node differ only in where `tf` comes from. */
export async function start({ tf, engine: asked, more }: StartOptions): Promise<TfjsBackend> {
  checkNamespace(tf);
  checkVersion(tf);
  await choose(tf, asked);
  const restored = tf.getBackend() === 'tensorflow' ? restoreNodeFunctions() : [];
  const engine = new Engine(tf);
  checkCopies(tf, engine);
  return createBackend(engine, () => {
    const facts = deviceFacts(engine);
    const beside = more?.() ?? {};
    const { numTensors, numBytes } = tf.memory();
    return {
      details: {
        engineAsked: asked ?? 'any',
        engine: engine.name,
        tensorFlowJs: tf.version_core,
        ...facts.details,
        ...beside.details,
        engineTensors: numTensors,
        engineBytes: numBytes,
      },
      notes: [
        ...facts.notes,
        ...(beside.notes ?? []),
        ...(restored.length > 0
          ? [`put back ${restored.join(', ')} into node:util, which tfjs-node calls and Node 23 took away`]
          : []),
        ...(engine.readsAtOnce ? [] : [`${engine.name} gives numbers only with await`]),
        storageNote,
      ],
    };
  });
}
