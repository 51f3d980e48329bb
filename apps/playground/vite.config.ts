import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import type { Plugin, UserConfig } from 'vite';

/** A page shares memory with its workers only behind these: without them there is one thread. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** For static hosts that send no headers: a service worker adds them, and loads the page once more. */
function isolationWorker(): Plugin {
  const fileName = 'coi-serviceworker.js';
  return {
    name: 'isolation-worker',
    apply: 'build',
    generateBundle() {
      const path = fileURLToPath(import.meta.resolve('coi-serviceworker'));
      this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
    },
    transformIndexHtml: () => [
      { tag: 'script', children: 'window.coi = { quiet: true };', injectTo: 'head-prepend' },
      { tag: 'script', attrs: { src: `./${fileName}` }, injectTo: 'head' },
    ],
  };
}

const config: UserConfig = {
  root: import.meta.dirname,
  // Relative, so that the page works in any folder of a host.
  base: './',
  plugins: [vue(), isolationWorker()],
  resolve: { conditions: ['@heed/source', 'module', 'browser', 'development|production'] },
  worker: { format: 'es' },
  // Weights and configs stay files: they are fetched when a room needs them.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  server: { headers, fs: { allow: ['../..'] } },
  preview: { headers },
};

export default config;
