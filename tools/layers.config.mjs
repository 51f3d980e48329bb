/**
 * Cycles and layers, checked by dependency-cruiser (`pnpm check:layers`).
 *
 * Arrows point one way: apps → vision, speech → transformer → attention → core ← backends.
 * A package imports another by its public name only, and runs in a browser, but for src/node/.
 */

/** For each package, what of `@heed/*` it may import. A package that is not named may import none. */
const layers = {
  core: [],
  attention: ['core'],
  transformer: ['attention', 'core'],
  vision: ['transformer', 'attention', 'core'],
  speech: ['transformer', 'attention', 'core'],
  'backend-wasm': ['core'],
  'backend-tfjs': ['core'],
  'create-backend': ['core'],
};

const tests = '\\.test\\.ts$';

/** What is not published: scripts, and what tests of a folder share. They may compare with anything. */
const unpublished = ['^packages/[^/]+/scripts/', '^packages/[^/]+/src/.+/testing/'];

const layerRules = Object.entries(layers).map(([name, below]) => ({
  name: `layer-${name}`,
  comment: `@heed/${name} may import ${below.length > 0 ? below.join(', ') : 'no other package'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: [tests, ...unpublished] },
  to: { path: '^(packages|apps)/', pathNot: [name, ...below].map((one) => `^packages/${one}/`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment:
        'Two files that need each other are one idea, or lack a third. Types alone may go in a circle, ' +
        'and so may ops: gradients are written in ops (sum goes back through broadcastTo, and that through sum).',
      severity: 'error',
      from: {},
      to: {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
        via: { pathNot: '^packages/core/src/ops/' },
      },
    },
    ...layerRules,
    {
      name: 'known-package',
      comment: 'A new package gets its row in tools/layers.config.mjs first.',
      severity: 'error',
      from: { path: '^packages/', pathNot: Object.keys(layers).map((name) => `^packages/${name}/`) },
      to: {},
    },
    {
      name: 'public-name-only',
      comment: 'Another package is imported by its public name, never by a path into its folder.',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^(packages|apps)/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'browser-safe',
      comment:
        'Packages run in browsers: modules of Node belong to src/node/. (A backend may ask Node for threads.)',
      severity: 'error',
      from: {
        path: '^packages/[^/]+/src/',
        // A folder `testing` inside another holds what tests share; `@heed/core/testing` is public and must run anywhere.
        pathNot: [
          tests,
          '^packages/[^/]+/src/node/',
          '^packages/[^/]+/src/.*\\bfixtures\\b',
          '^packages/[^/]+/src/.+/testing/',
        ],
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(worker_threads|os)$' },
    },
    {
      name: 'no-test-imported',
      comment: 'What a test needs from another test belongs into a file of its own.',
      severity: 'error',
      from: {},
      to: { path: tests },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '/generated/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/assembly/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@heed/source', 'import', 'node', 'default', 'types'],
    },
  },
};
