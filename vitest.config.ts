import { defineConfig, type ViteUserConfig } from 'vitest/config';

// Tests run on the sources: the condition `@heed/source` of each package's `exports` leads imports
// of `@heed/*` to src/, so that no TypeScript has to be built first.
const source = '@heed/source';
const conditions = [source, 'module', 'node', 'development|production'];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: [source, 'node'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'tools/**/*.test.ts',
      'bench/**/*.test.ts',
      'docs/figures/*.test.ts',
    ],
    setupFiles: ['tools/property-seed.ts'],
    // For the workers that a test starts itself, which import `@heed/*` from src/ too; gc() for leak tests.
    execArgv: [`--conditions=${source}`, '--expose-gc'],
    // A machine of two cores gains nothing from more workers.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});

export default config;
