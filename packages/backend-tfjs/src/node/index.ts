import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { BackendError, checkOptions } from '@heed/core';
import type { TfjsBackend } from '../backend.ts';
import type { TensorFlow } from '../engine/tensorflow.ts';
import { start } from '../start.ts';
import { cudaLibraries, nvidiaDriver } from './cuda.ts';

/** The packages of TensorFlow.js for Node, the fastest first. */
export const tfjsPackages: readonly string[] = [
  '@tensorflow/tfjs-node-gpu',
  '@tensorflow/tfjs-node',
  '@tensorflow/tfjs',
];

/** Options of {@link installedTfjs}. */
export interface InstalledTfjsOptions {
  /** The folder from which packages are looked for, upwards as Node does; the working directory by default. */
  readonly from?: string;
  /** Packages to take, the first that loads; {@link tfjsPackages} by default. */
  readonly packages?: readonly string[];
}

/** A package that was loaded, and what was wrong with those before it. */
interface Found {
  readonly tf: TensorFlow;
  readonly name: string;
  readonly passed: readonly string[];
}

function load(packages: readonly string[], from: string): Found {
  const require = createRequire(resolve(from, 'package.json'));
  const passed: string[] = [];
  for (const name of packages) {
    try {
      return { tf: require(name), name, passed };
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const missing = text.startsWith(`Cannot find module '${name}'`);
      passed.push(`${name}: ${missing ? 'not installed' : `does not load: ${text.split('\n')[0]}`}`);
    }
  }
  throw new BackendError(
    `tfjs: no TensorFlow.js loads from ${from} (${passed.join('; ')}); npm install @tensorflow/tfjs-node, or ` +
      '@tensorflow/tfjs-node-gpu where there is CUDA',
  );
}

/**
 * The backend on the fastest TensorFlow.js that is installed: `@tensorflow/tfjs-node-gpu`, `@tensorflow/tfjs-node` or
 * `@tensorflow/tfjs`. `report()` says which were passed over and why, which TensorFlow, driver and CUDA libraries are
 * in use, and why it runs on the CPU if it does. TensorFlow's own messages below warnings are silenced, unless
 * `TF_CPP_MIN_LOG_LEVEL` is set.
 *
 * @throws {BackendError} when none loads, with the reason for each.
 *
 * @example
 * ```ts no-run
 * import { use } from '@heed/core';
 * import { installedTfjs } from '@heed/backend-tfjs/node';
 * const backend = await installedTfjs();
 * use(backend);
 * console.log(backend.report());
 * ```
 */
export async function installedTfjs(options: InstalledTfjsOptions = {}): Promise<TfjsBackend> {
  checkOptions('installedTfjs', options, ['from', 'packages']);
  const { from = process.cwd(), packages = tfjsPackages } = options;
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const { tf, name, passed } = load(packages, from);
  const more = (): ReturnType<NonNullable<Parameters<typeof start>[0]['more']>> => {
    const driver = nvidiaDriver();
    const libraries = cudaLibraries().join(', ');
    return {
      details: { package: name, nvidiaDriver: driver ?? 'none', cudaLibraries: libraries || 'none' },
      notes: [
        ...passed,
        ...(name.endsWith('-gpu') && driver === undefined ? ['no NVIDIA driver is loaded'] : []),
      ],
    };
  };
  return await start({ tf, more });
}
