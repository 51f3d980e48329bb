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

/** Rounded up to a power of ten, so that the last bits of a machine do not change the page. */
function bound(error: number): string {
  return error === 0 ? '0' : `≤ 1e${Math.ceil(Math.log10(error))}`;
}

function line(row: Measured): string {
  const source = join(root, 'packages', 'attention', 'src', row.file);
  if (!existsSync(source)) throw new Error(`${row.mechanism}: there is no file ${row.file}`);
  return `| ${row.mechanism} | ${row.paper} | [${row.file}](src/${row.file}) | ${row.reference} | ${bound(row.error)} |`;
}

const rows = readdirSync(folder).map(
  (name): Measured => JSON.parse(readFileSync(join(folder, name), 'utf8')),
);
rows.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.mechanism.localeCompare(b.mechanism, 'en'));
const table = [
  '| mechanism | paper | file | checked against | largest difference |',
  '|---|---|---|---|---|',
  ...rows.map(line),
].join('\n');
const before = readFileSync(page, 'utf8');
const [head, rest = ''] = before.split(begin);
const after = `${head}${begin}\n${table}\n${end}${rest.split(end)[1] ?? ''}`;
if (process.argv.includes('--write')) writeFileSync(page, after);
else if (before !== after) {
  console.error(
    'packages/attention/README.md is not what the tests measured: run `pnpm test`, then `pnpm parity --write`',
  );
  process.exit(1);
}
console.log(`${rows.length} mechanisms`);
