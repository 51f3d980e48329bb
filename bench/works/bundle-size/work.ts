import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';
import { bench, peersFolder } from '../../harness/places.ts';
import type { Survey } from '../../harness/work.ts';

interface Bundle {
  readonly name: string;
  /** What a page imports. */
  readonly code: string;
  /** The package of a peer that must be installed. */
  readonly peer?: string;
}

const tfjsOps =
  'add, cast, erf, gather, matMul, mean, mul, ready, reshape, rsqrt, setBackend, softmax, square, sub, tensor, tidy, transpose';

const bundles: readonly Bundle[] = [
  {
    name: '**Heed**: BERT, tokenizer, WASM kernels',
    code: `
      import { wasm } from '@heed/backend-wasm';
      import { loadWeights, use } from '@heed/core';
      import { BertModel, HfConfig, SentenceEncoder, Tokenizer, readBertConfig } from '@heed/transformer';
      globalThis.used = [wasm, loadWeights, use, BertModel, HfConfig, SentenceEncoder, Tokenizer, readBertConfig];`,
  },
  {
    name: '**Heed**: scaled dot-product attention alone, WASM kernels',
    code: `
      import { wasm } from '@heed/backend-wasm';
      import { scaledDotProductAttention, tensor, use } from '@heed/core';
      globalThis.used = [wasm, scaledDotProductAttention, tensor, use];`,
  },
  {
    name: '**Heed**: everything that core, attention, transformer and backend-wasm export',
    code: `
      import * as attention from '@heed/attention';
      import * as backend from '@heed/backend-wasm';
      import * as core from '@heed/core';
      import * as transformer from '@heed/transformer';
      globalThis.used = [attention, backend, core, transformer];`,
  },
  {
    name: 'transformers.js: AutoTokenizer, AutoModel',
    code: "import { AutoModel, AutoTokenizer } from '@huggingface/transformers'; globalThis.used = [AutoModel, AutoTokenizer];",
    peer: '@huggingface/transformers',
  },
  {
    name: 'onnxruntime-web: WASM',
    code: "import * as ort from 'onnxruntime-web/wasm'; globalThis.used = [ort.InferenceSession, ort.Tensor];",
    peer: 'onnxruntime-web',
  },
  {
    name: 'TensorFlow.js: the operations of a BERT encoder, WASM (no tokenizer)',
    code: `import { ${tfjsOps} } from '@tensorflow/tfjs-core'; import '@tensorflow/tfjs-backend-wasm'; globalThis.used = [${tfjsOps}];`,
    peer: '@tensorflow/tfjs-core',
  },
  {
    name: 'jax-js: numpy, nn, jit',
    code: "import { init, jit, nn, numpy } from '@jax-js/jax'; globalThis.used = [init, jit, nn, numpy];",
    peer: '@jax-js/jax',
  },
];

/** Modules of Node that peers name behind a test for it. */
const external = [
  'node:*',
  'fs',
  'path',
  'url',
  'crypto',
  'os',
  'worker_threads',
  'perf_hooks',
  'util',
  'string_decoder',
];

/** The files that an entry loads at once: itself and what it imports statically. */
function loadedAtOnce({ outputs }: Metafile): Set<string> {
  // The beginnings of later chunks are called entries too.
  const entries = Object.keys(outputs).filter((path) => outputs[path]?.entryPoint === '<stdin>');
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') visit(next);
    }
  };
  for (const entry of entries) visit(entry);
  return loaded;
}

/** Kilobytes of all chunks by gzip, and of those that a page loads at once. */
async function sizes({ code, peer }: Bundle): Promise<[number, number]> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: peer === undefined ? bench : peersFolder },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    absWorkingDir: bench,
    outdir: 'out',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    splitting: true,
    conditions: ['@heed/source'],
    loader: { '.wasm': 'file' },
    external,
    logLevel: 'silent',
  });
  const atOnce = loadedAtOnce(metafile);
  const scripts = outputFiles
    .filter(({ path }) => path.endsWith('.js'))
    .map(({ path, contents }) => ({
      size: gzipSync(contents, { level: 9 }).length / 1000,
      isAtOnce: atOnce.has(relative(bench, path)),
    }));
  const sum = (list: typeof scripts): number => list.reduce((total, { size }) => total + size, 0);
  return [sum(scripts), sum(scripts.filter(({ isAtOnce }) => isAtOnce))];
}

export const bundleSizeWork: Survey = {
  kind: 'survey',
  name: 'bundle-size',
  title: 'Size of a bundle',
  about:
    'Scripts by esbuild, minified, by gzip, in kB of 1000 bytes: those that a page loads at once, and all, with the chunks for later. Heed carries its kernels in chunks, four builds of which one is loaded; onnxruntime-web fetches 14 to 28 MB of WebAssembly beside the scripts, TensorFlow.js 0.4 MB.',
  measure: async () => {
    const rows = [['import', 'at once', 'all']];
    for (const bundle of bundles) {
      if (bundle.peer !== undefined && !existsSync(join(peersFolder, 'node_modules', bundle.peer))) {
        rows.push([bundle.name, 'not installed', '']);
        continue;
      }
      const [all, atOnce] = await sizes(bundle);
      rows.push([bundle.name, `${atOnce.toFixed(0)} kB`, `${all.toFixed(0)} kB`]);
    }
    return rows;
  },
};
