/**
 * Bundles packages for the browser, minified and gzipped, and compares the size with its budget in
 * bundle-size/budget.json. Everything that the entries export counts: nothing is shaken off.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

interface Budget {
  readonly entries: readonly string[];
  /** Of 1000 bytes, after gzip. */
  readonly kilobytes: number;
}

const file = join(import.meta.dirname, 'bundle-size', 'budget.json');
const budgets: Record<string, Budget> = JSON.parse(readFileSync(file, 'utf8'));

let over = 0;
for (const [name, { entries, kilobytes }] of Object.entries(budgets)) {
  const contents = entries.map((entry, at) => `export * as e${at} from '${entry}';`).join('\n');
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['@heed/source'],
    logLevel: 'error',
  });
  const size = gzipSync(result.outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
  const fits = size <= kilobytes;
  if (!fits) over++;
  console.log(`${name}: ${size.toFixed(1)} kB of ${kilobytes} kB${fits ? '' : ': OVER BUDGET'}`);
}
process.exit(over > 0 ? 1 : 0);
