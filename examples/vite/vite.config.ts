import { defineConfig } from 'vite';

// With these headers a page may share memory between threads; without them Heed runs on one.
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  server: { headers },
  preview: { headers },
  build: { target: 'es2022' },
  // Threads are module workers.
  worker: { format: 'es' },
  // Served as it is in development, so that its worker is found beside it.
  optimizeDeps: { exclude: ['@heed/backend-wasm'] },
});
