import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, run } from '../workspace.ts';
import {
  cudaWheels,
  headersVersion,
  tensorflowVersion,
  tfjsVersion,
  type Variant,
  variants,
} from './versions.ts';

/** Which parts a build has. */
export interface BuildOptions {
  /** With NVIDIA's libraries beside TensorFlow's. */
  readonly cuda: boolean;
}

/** The wheel holds no Python that is run: it is asked for by tag, so that any pip fetches the same file. */
const wheelTags = [
  ...['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'],
  ...['--platform', 'manylinux_2_27_x86_64', '--platform', 'manylinux_2_17_x86_64'],
  ...['--platform', 'manylinux2014_x86_64'],
];

/** Folder of a variant's build; its `node_modules` holds the package. */
function tfjsFolder(variant: Variant): string {
  return join(cache, variants[variant].addon.replace('@tensorflow/', ''));
}

/**
 * Builds a variant, unless it is there already; gives what its self-test says. A build that was broken off leaves no
 * stamp and is made anew.
 */
export function buildTfjs(variant: Variant, options: BuildOptions): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `TensorFlow's library is taken from a wheel for Linux on x86-64, this is ${process.platform}`,
    );
  }
  const folder = tfjsFolder(variant);
  const addon = join(folder, 'node_modules', variants[variant].addon);
  const stamp = join(folder, 'stamp.json');
  const wanted = JSON.stringify({
    ...variants[variant],
    tfjsVersion,
    tensorflowVersion,
    ...options,
    recipe: 1,
  });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return selfTest(addon);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  installAddon(folder, variants[variant].addon);
  placeLibrary(folder, addon, variants[variant].library);
  if (options.cuda) installWheels(join(addon, 'deps'), cudaWheels, []);
  compileAddon(folder, addon);
  const said = selfTest(addon);
  writeFileSync(stamp, wanted);
  return said;
}

/** The JavaScript side and the add-on's sources, without the package's own install step. */
function installAddon(folder: string, addon: string): void {
  const dependencies = { [addon]: tfjsVersion, 'node-api-headers': headersVersion };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
}

function installWheels(target: string, wheels: readonly string[], tags: readonly string[]): void {
  const silent = ['-q', '--disable-pip-version-check', '--root-user-action=ignore', '--no-compile'];
  const only = ['--no-deps', '--only-binary', ':all:', ...tags];
  run('python3', ['-m', 'pip', 'install', ...silent, ...only, '--target', target, ...wheels]);
}

/** TensorFlow's library where the add-on looks for it, its headers beside. */
function placeLibrary(folder: string, addon: string, library: string): void {
  const wheel = join(folder, 'wheel');
  installWheels(wheel, [`${library}==${tensorflowVersion}`], wheelTags);
  const lib = join(addon, 'deps', 'lib');
  mkdirSync(lib, { recursive: true });
  for (const name of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) {
    renameSync(join(wheel, 'tensorflow', name), join(lib, name));
  }
  renameSync(join(wheel, 'tensorflow', 'include'), join(folder, 'include'));
  // The name by which the package looks for its library.
  symlinkSync('libtensorflow_cc.so.2', join(lib, 'libtensorflow.so.2'));
  rmSync(wheel, { recursive: true });
}

/** Two files against Node's stable interface: one binary serves every Node. */
function compileAddon(folder: string, addon: string): void {
  const lib = join(addon, 'deps', 'lib');
  const binding = join(addon, 'lib', 'napi-v8');
  mkdirSync(binding, { recursive: true });
  run(process.env['CXX'] ?? 'g++', [
    ...['-std=c++17', '-O2', '-fPIC', '-shared', '-DNAPI_VERSION=8', '-DBUILDING_NODE_EXTENSION'],
    ...['-I', join(folder, 'include'), '-I', join(folder, 'node_modules', 'node-api-headers', 'include')],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(addon, 'binding', file)),
    ...['-o', join(binding, 'tfjs_binding.node')],
    ...['-L', lib, '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'],
    // $ORIGIN is the loader's own variable.
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ]);
  rmSync(join(folder, 'include'), { recursive: true });
}

function selfTest(addon: string): string {
  const script = join(import.meta.dirname, 'self-test.cjs');
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  return run(process.execPath, ['--no-deprecation', script, addon], { env }).trim();
}
