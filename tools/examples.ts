/**
 * Checks and runs every example that a reader may copy: each `ts` code block in the doc comments of
 * packages/, and in the README files, guides and contributing pages. `ts no-run` blocks are only
 * type-checked.
 *
 *   pnpm examples            all
 *   pnpm examples matmul     those of files whose path contains "matmul"
 *
 * Each block becomes a file in a folder of its own run under tools/.examples/, where `@heed/*` resolves to the sources. It keeps the
 * line numbers of the text it comes from, so that errors need only another file name.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Example, examplesOfMarkdown, examplesOfSource } from './examples/extract.ts';
import { runExamples } from './examples/run.ts';

const root = join(import.meta.dirname, '..');
const runs = join(import.meta.dirname, '.examples');
mkdirSync(runs, { recursive: true });
// Two runs at once do not meet.
const folder = mkdtempSync(join(runs, 'run-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const wanted = process.argv[2] ?? '';

function collect(): Example[] {
  const find = (...patterns: string[]): string[] =>
    globSync(patterns, {
      cwd: root,
      exclude: ['**/node_modules', '**/dist', '**/generated', 'docs/api', 'docs/api-reports'],
    })
      .filter((path) => path.includes(wanted))
      .sort();
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const sources = find('packages/*/src/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
  const pages = find(
    '*.md',
    'packages/*/README.md',
    'apps/*/README.md',
    'docs/**/*.md',
    'contributing/**/*.md',
  );
  return [
    ...sources.flatMap((path) => examplesOfSource(path, read(path))),
    ...pages.flatMap((path) => examplesOfMarkdown(path, read(path))),
  ];
}

/** Writes each example to its file; blank lines before it put it at its line in the original. */
function write(examples: Example[]): Map<string, Example> {
  const files = new Map<string, Example>();
  for (const example of examples) {
    const name = `${example.path.replaceAll(/[^\w-]+/g, '_')}_${example.line}.ts`;
    // The first line makes it a module of its own, whatever it imports.
    writeFileSync(join(folder, name), `export {};${'\n'.repeat(example.line - 1)}${example.code}\n`);
    files.set(name, example);
  }
  const tsconfig = {
    extends: join(root, 'tsconfig.base.json'),
    compilerOptions: { isolatedDeclarations: false, declaration: false },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  return files;
}

/** Puts the place in the original where the text names the generated file. */
function translate(text: string, files: ReadonlyMap<string, Example>): string {
  let out = text;
  for (const [name, example] of files) {
    if (!out.includes(name)) continue;
    out = out.replaceAll(`file://${join(folder, name)}`, example.path);
    out = out
      .replaceAll(join(folder, name), example.path)
      .replaceAll(relative(root, join(folder, name)), example.path);
  }
  return out;
}

const examples = collect();
if (examples.length === 0) {
  console.log('no examples');
  process.exit(0);
}
const files = write(examples);

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const check = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
  cwd: root,
  encoding: 'utf8',
});
const typesHold = check.status === 0;
if (!typesHold) console.log(translate(`${check.stdout}${check.stderr}`, files));

const runnable = [...files].filter(([, example]) => example.run).map(([name]) => join(folder, name));
const failures = await runExamples(runnable);
for (const { file, reason } of failures) {
  const example = files.get(relative(folder, file));
  console.log(`${example?.path}:${example?.line}: example failed\n${translate(reason, files)}\n`);
}

const passed = runnable.length - failures.length;
console.log(
  `examples: ${examples.length} type-checked${typesHold ? '' : ', with errors'}; ${passed} ran, ${failures.length} failed`,
);
process.exit(typesHold && failures.length === 0 ? 0 : 1);
