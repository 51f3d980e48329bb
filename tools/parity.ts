/**
 * The table of mechanisms in packages/attention/README.md, from what the tests measured (fixtures/parity.ts).
 *
 *   pnpm parity            fails if the README says something else; run it after the tests
 *   pnpm parity --write    writes the table
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParityRow } from '../fixtures/parity.ts';
import { root } from './workspace.ts';

type Measured = ParityRow & { readonly error: number };

const [begin, end] = ['<!-- parity: begin -->', '<!-- parity: end -->'];
const folder = join(root, '.cache', 'parity', 'attention');
const page = join(root, 'packages', 'attention', 'README.md');

/** The exponent of an error rounded up to a power of ten: the last bits of a machine need not change the page. */
function magnitude(error: number): number {
  return error === 0 ? Number.NEGATIVE_INFINITY : Math.ceil(Math.log10(error));
}

/** All cells of a row but the difference. */
function cells(row: Measured): string {
  const source = join(root, 'packages', 'attention', 'src', row.file);
  if (!existsSync(source)) throw new Error(`${row.mechanism}: there is no file ${row.file}`);
  return `| ${row.mechanism} | ${row.paper} | [${row.file}](src/${row.file}) | ${row.reference} |`;
}

function line(row: Measured): string {
  return `${cells(row)} ${row.error === 0 ? '0' : `≤ 1e${magnitude(row.error)}`} |`;
}

/** True if the page has the row, and a difference no smaller than the one that was measured. */
function isStated(row: Measured, stated: readonly string[]): boolean {
  const found = stated.find((text) => text.startsWith(cells(row)));
  const bound = found?.slice(cells(row).length).match(/≤ 1e(-?\d+)/);
  return found !== undefined && magnitude(row.error) <= (bound ? Number(bound[1]) : Number.NEGATIVE_INFINITY);
}

const rows = readdirSync(folder).map(
  (name): Measured => JSON.parse(readFileSync(join(folder, name), 'utf8')),
);
rows.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.mechanism.localeCompare(b.mechanism, 'en'));
const before = readFileSync(page, 'utf8');
const [head = '', rest = ''] = before.split(begin);
const [between = '', tail = ''] = rest.split(end);
if (process.argv.includes('--write')) {
  const titles = '| mechanism | paper | file | checked against | largest difference |';
  const table = [titles, '|---|---|---|---|---|', ...rows.map(line)].join('\n');
  writeFileSync(page, `${head}${begin}\n${table}\n${end}${tail}`);
} else {
  const stated = between.trim().split('\n').slice(2);
  const wrong = rows
    .filter((row) => !isStated(row, stated))
    .map((row) => `measured, not stated: ${line(row)}`);
  const unknown = stated.filter((text) => !rows.some((row) => text.startsWith(cells(row))));
  const problems = [...wrong, ...unknown.map((text) => `stated, not measured: ${text}`)];
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    console.error('\npackages/attention/README.md: run `pnpm test`, then `pnpm parity --write`');
    process.exit(1);
  }
}
console.log(`${rows.length} mechanisms`);
