/**
 * Joins the modules of the package in the working directory for Node, which reads a few files several times as fast as
 * some hundred: one file in dist/bundle/ for each entry, and what entries share beside them. Node takes them by the
 * condition `node`; bundlers take the single modules, of which they can leave out what is not used.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { entriesOf } from './workspace.ts';

const directory = process.cwd();
const entries = entriesOf(JSON.parse(readFileSync('package.json', 'utf8')));
const outdir = 'dist/bundle';

// What entries share is named by its content: files of an earlier build would stay.
rmSync(join(directory, outdir), { recursive: true, force: true });
await build({
  absWorkingDir: directory,
  entryPoints: [...entries.values()],
  outbase: 'src',
  outdir,
  bundle: true,
  // Entries share classes: what two of them need stands in a file of its own.
  splitting: true,
  chunkNames: 'shared-[hash]',
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'es2022',
  // Errors name classes, and two files may have one of the same name.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
});
