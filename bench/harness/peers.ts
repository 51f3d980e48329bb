import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder, root } from './places.ts';
import type { Place } from './work.ts';

/** Whom we are measured against. */
export interface Peer {
  readonly name: string;
  /** The file of a work that holds its side. */
  readonly side: string;
  /** What must be installed, and where it tells its version. */
  readonly package: { readonly npm: string } | { readonly pip: string } | undefined;
  /** Where it runs, whatever the work says. */
  readonly place?: Place;
  /** Flags of Node that its process gets. */
  readonly flags?: readonly string[];
  /** What its process finds in the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Libraries of Python that would else look at the hub for newer files. */
const offline = { HF_HUB_OFFLINE: '1', TRANSFORMERS_OFFLINE: '1' };

/** All sides that a work can have, ourselves first; then ourselves on other backends, in other places. */
export const peers: readonly Peer[] = [
  { name: 'heed', side: 'heed.ts', package: undefined },
  { name: 'Heed on WebAssembly', side: 'heed-wasm.ts', package: undefined },
  {
    name: 'Heed with 256-bit vectors',
    side: 'heed-wide.ts',
    package: undefined,
    flags: ['--experimental-wasm-revectorize'],
  },
  { name: 'Heed by route', side: 'heed-route.ts', package: undefined },
  { name: 'Heed without sharp', side: 'heed-pure.ts', package: undefined },
  {
    name: 'Heed on the main thread',
    side: 'heed-main-thread.ts',
    package: undefined,
    place: { thread: 'main', isolated: true },
  },
  {
    name: 'Heed without isolation',
    side: 'heed-not-isolated.ts',
    package: undefined,
    place: { thread: 'worker', isolated: false },
  },
  { name: 'Heed in Node', side: 'heed-node.ts', package: undefined, place: 'process' },
  { name: 'onnxruntime-node', side: 'onnx.mjs', package: { npm: 'onnxruntime-node' } },
  { name: 'onnxruntime-web', side: 'onnx.mjs', package: { npm: 'onnxruntime-web' } },
  { name: 'onnxruntime-web at level 0', side: 'onnx-level0.mjs', package: { npm: 'onnxruntime-web' } },
  { name: 'transformers.js', side: 'transformers.mjs', package: { npm: '@huggingface/transformers' } },
  { name: 'tfjs-wasm', side: 'tfjs.mjs', package: { npm: '@tensorflow/tfjs-backend-wasm' } },
  {
    name: 'tfjs-node',
    side: 'tfjs.mjs',
    package: { npm: '@tensorflow/tfjs-node' },
    environment: { TF_CPP_MIN_LOG_LEVEL: '3' },
  },
  { name: 'jax-js', side: 'jax.mjs', package: { npm: '@jax-js/jax' } },
  { name: 'jax-js with workers', side: 'jax.mjs', package: { npm: '@jax-js/jax' } },
  { name: 'node-llama-cpp', side: 'node-llama.mjs', package: { npm: 'node-llama-cpp' } },
  { name: 'llama.cpp', side: 'llama.py', package: { pip: 'llama-cpp-python' } },
  {
    name: 'PyTorch',
    side: 'torch.py',
    package: { pip: 'torch' },
    environment: offline,
  },
  { name: 'NumPy', side: 'numpy.py', package: { pip: 'numpy' }, environment: offline },
  { name: 'Pillow', side: 'pillow.py', package: { pip: 'pillow' }, environment: offline },
  { name: 'openai-whisper', side: 'openai-whisper.py', package: { pip: 'openai-whisper' } },
  {
    name: 'faster-whisper',
    side: 'faster-whisper.py',
    package: { pip: 'faster-whisper' },
    environment: offline,
  },
  { name: 'whisper.cpp', side: 'whisper-cpp.py', package: { pip: 'pywhispercpp' } },
];

/** The Python of the peers: that of HEED_BENCH_PYTHON, or the one that `pnpm bench:install --python` makes. */
export const python: string = process.env['HEED_BENCH_PYTHON'] ?? join(peersFolder, 'python/bin/python');

/** tfjs-node is built by `node tools/build-tfjs.ts cpu`, or lies in a folder that HEED_BENCH_TFJS_NODE names. */
export const tfjsNode: string = process.env['HEED_BENCH_TFJS_NODE'] ?? join(root, '.cache/tfjs-node');

/** The folder of the `node_modules` that holds a peer of npm. */
export function installOf(peer: Peer): string {
  return peer.name === 'tfjs-node' ? tfjsNode : peersFolder;
}

let pipVersions: Readonly<Record<string, string>> | undefined;

function versionsOfPip(): Readonly<Record<string, string>> {
  const script =
    'import importlib.metadata as m, json, re; print(json.dumps({re.sub(r"[-_.]+", "-", d.name).lower(): d.version for d in m.distributions() if d.name}))';
  const { status, stdout } = spawnSync(python, ['-c', script], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : {};
}

/** The version of a peer that is installed; undefined for one that is not. */
export function installedVersion(peer: Peer): string | undefined {
  if (peer.package === undefined) return readVersion(join(root, 'packages/core/package.json'));
  if ('npm' in peer.package) {
    return readVersion(join(installOf(peer), 'node_modules', peer.package.npm, 'package.json'));
  }
  pipVersions ??= versionsOfPip();
  return pipVersions[peer.package.pip];
}

function readVersion(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'));
  return version;
}
