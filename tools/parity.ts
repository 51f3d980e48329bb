/**
 * The tables in READMEs that say what was compared with what, from what the tests measured (fixtures/parity.ts and
 * fixtures/model-facts.ts): mechanisms in packages/attention, models in packages/transformer.
 *
 *   pnpm parity            fails if a README says something else; run it after the tests
 *   pnpm parity --write    writes the tables
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFact } from '../fixtures/model-facts.ts';
import type { ParityRow } from '../fixtures/parity.ts';
import { bound, fits } from './measured.ts';
import { root } from './workspace.ts';

const [begin, end] = ['<!-- parity: begin -->', '<!-- parity: end -->'];

function readFacts<Fact>(name: string): Fact[] {
  const folder = join(root, '.cache', 'parity', name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((file): Fact => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

function mechanismLines(): string[] {
  const rows = readFacts<ParityRow & { readonly error: number }>('attention');
  rows.sort((a, b) => a.file.localeCompare(b.file, 'en') || a.mechanism.localeCompare(b.mechanism, 'en'));
  return rows.map(({ mechanism, paper, file, reference, error }) => {
    if (!existsSync(join(root, 'packages/attention/src', file)))
      throw new Error(`${mechanism}: no file ${file}`);
    return `| ${mechanism} | ${paper} | [${file}](src/${file}) | ${reference} | ${bound(error)} |`;
  });
}

function modelLines(): string[] {
  const byModel = Map.groupBy(readFacts<ModelFact>('transformer'), ({ model }) => model);
  const lines = [...byModel].map(([model, facts]) => {
    const config: { model_type: string } = JSON.parse(
      readFileSync(join(root, 'fixtures/models', model, 'config.json'), 'utf8'),
    );
    const cell = (name: ModelFact['fact']): string => {
      const found = facts.find(({ fact }) => fact === name);
      if (found === undefined) return '';
      return found.difference === undefined ? 'yes' : bound(found.difference);
    };
    const cells = (['loads', 'output', 'states', 'maps', 'greedy', 'beams', 'trains'] as const).map(cell);
    return `| ${config.model_type} | ${model} | ${cells.join(' | ')} |`;
  });
  return lines.sort((a, b) => a.localeCompare(b, 'en'));
}

const tables = [
  {
    page: 'packages/attention/README.md',
    titles: '| mechanism | paper | file | checked against | largest difference |',
    lines: mechanismLines(),
  },
  {
    page: 'packages/transformer/README.md',
    titles:
      '| family | tiny checkpoint | loads | outputs | hidden states | attention maps | greedy ids | beam ids | trains |',
    lines: modelLines(),
  },
];

let wrong = 0;
for (const { page, titles, lines } of tables) {
  const path = join(root, page);
  const [head = '', rest = ''] = readFileSync(path, 'utf8').split(begin);
  const [between = '', tail = ''] = rest.split(end);
  if (process.argv.includes('--write')) {
    const rule = `|${'---|'.repeat(titles.split('|').length - 2)}`;
    writeFileSync(path, `${head}${begin}\n${[titles, rule, ...lines].join('\n')}\n${end}${tail}`);
  } else {
    const said = between.trim().split('\n').slice(2);
    const problems = [
      ...lines.filter((line) => !said.some((text) => fits(text, line))).map((line) => `not stated: ${line}`),
      ...said
        .filter((text) => !lines.some((line) => fits(text, line)))
        .map((text) => `not measured: ${text}`),
    ];
    if (problems.length > 0) console.error(`${page}\n  ${problems.join('\n  ')}\n`);
    wrong += problems.length;
  }
  console.log(`${page}: ${lines.length} rows`);
}
if (wrong > 0) {
  console.error('Run `pnpm test`, then `pnpm parity --write`.');
  process.exit(1);
}
