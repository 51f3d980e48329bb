import { installedTfjs } from '@heed/backend-tfjs/node';
import { wasm } from '@heed/backend-wasm';
import { type Backend, cpu, OptionError, use } from '@heed/core';
import { log } from './command-line.ts';
import type { OptionTable, ParsedOptions } from './options.ts';

/** The options by which a command takes a backend. */
export const backendOptions: OptionTable = { backend: 'wasm', tfjs: '.', threads: undefined };

/** What its usage says of them. */
export const backendUsage = `Each takes --backend wasm (the default, with --threads), tfjs or cpu. tfjs takes the TensorFlow.js that is
installed: tfjs-node-gpu, tfjs-node or tfjs, from the working directory or from the folder that --tfjs names.`;

async function open(options: ParsedOptions): Promise<Backend> {
  const name = options.required('backend');
  switch (name) {
    case 'wasm':
      return await wasm(options.text('threads') === undefined ? {} : { threads: options.number('threads') });
    case 'tfjs': {
      const backend = await installedTfjs({ from: options.required('tfjs') });
      const { details, notes } = backend.report();
      log(
        `TensorFlow.js: ${details['package']} on ${details['device']}${notes.map((note) => `\n  ${note}`).join('')}`,
      );
      return backend;
    }
    case 'cpu':
      return cpu;
    default:
      throw new OptionError(`--backend must be wasm, tfjs or cpu, got ${name}`);
  }
}

/** Makes the backend that was asked for the current one. */
export async function useBackend(options: ParsedOptions): Promise<void> {
  use(await open(options));
}
