import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { installOf, type Peer } from './peers.ts';
import { bench, cache, peersFolder, root } from './places.ts';

/** Built-in modules of Node that peers import behind a test for it. */
const builtIn = ['node:*', 'fs', 'path', 'url', 'crypto', 'os', 'util', 'worker_threads', 'perf_hooks'];

/** The page that runs a side on its main thread, and the one that runs it in a worker. */
const pages = {
  main: '<!doctype html><title>side</title><script type="module" src="./stdin.js"></script>',
  worker: `<!doctype html><title>side</title><script type="module">
    const worker = new Worker('./stdin.js', { type: 'module' });
    const failure = new Promise((resolve) => {
      worker.onerror = ({ message }) => resolve({ error: message ?? 'the worker could not be loaded' });
    });
    globalThis.obey = (command) => {
      const reply = new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
      });
      worker.postMessage(command);
      return Promise.race([reply, failure]);
    };
  </script>`,
} as const;

/** Bundles that this process made already. */
const made = new Map<string, Promise<string>>();

/**
 * Bundles a side with what it imports into a folder of the cache, as one would for a page: `main.html` and `worker.html`
 * run it. What is only for Node has a twin in `page/`, named by the field `browser` of the manifests. Gives the folder.
 */
export function bundlePage(peer: Peer, module: string, threads: number): Promise<string> {
  const key = [peer.name, module, threads].join();
  const folder = made.get(key) ?? makeBundle(peer, module, threads);
  made.set(key, folder);
  return folder;
}

async function makeBundle(peer: Peer, module: string, threads: number): Promise<string> {
  const folder = join(cache, 'pages', peer.name.replaceAll(/\W+/g, '-'));
  const host = join(bench, 'page/host.ts');
  await build({
    stdin: {
      contents: `import { host } from ${JSON.stringify(host)};
        host(() => import(${JSON.stringify(module)}));`,
      resolveDir: bench,
    },
    // The backend asks for its worker by this name, beside the script.
    ...(peer.package === undefined && {
      entryPoints: { 'kernel-thread': join(root, 'packages/backend-wasm/src/engine/kernel-thread.ts') },
    }),
    ...{ bundle: true, minify: true, splitting: true, format: 'esm', platform: 'browser', target: 'es2022' },
    outdir: folder,
    entryNames: '[name]',
    conditions: ['@heed/source'],
    nodePaths: [join(peersFolder, 'node_modules')],
    external: builtIn,
    // What a process finds in its environment.
    define: {
      'process.env.HEED_BENCH_PEER': JSON.stringify(peer.name),
      'process.env.HEED_BENCH_THREADS': JSON.stringify(String(threads)),
      'process.env.HEED_BENCH_WASM': JSON.stringify(wasmFolder(peer)),
    },
    logLevel: 'error',
  });
  mkdirSync(folder, { recursive: true });
  for (const [name, html] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), html);
  return folder;
}

/** Where the WebAssembly of a peer lies on the page's server; transformers.js runs that of onnxruntime-web. */
function wasmFolder(peer: Peer): string {
  if (peer.package === undefined || !('npm' in peer.package)) return '';
  const { npm } = peer.package;
  const manifest = realpathSync(join(installOf(peer), 'node_modules', npm, 'package.json'));
  const carrier = npm === '@huggingface/transformers' ? 'onnxruntime-web' : npm;
  return `/${relative(root, dirname(createRequire(manifest).resolve(carrier)))}/`;
}
