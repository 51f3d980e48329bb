/**
 * Installs each packed package alone (with those it needs) into an empty folder, once with npm and
 * once with pnpm, looks at how much that brought (smoke/budget.json) and whether a project without
 * further types can read the declarations, and runs the program smoke/<package>.mjs there on every
 * Node that is supported.
 *
 *   pnpm smoke          all packages
 *   pnpm smoke core     one
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { type Packed, packAll } from './pack.ts';
import { overBudget } from './smoke/dependency-budget.ts';
import { cache, root, run } from './workspace.ts';

const versions = [22, 24, 26];
const wanted = process.argv[2] ?? '';

/** The Node of a major version, from the npm package `node`; installed once into .cache/. */
function nodeOf(version: number): string {
  const folder = join(cache, 'nodes', String(version));
  const node = join(folder, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(node)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    run('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], { cwd: folder });
  }
  return node;
}

/** Fills an empty folder with a project that depends on the package's tarball and those it needs. */
function project(folder: string, packed: Packed, all: readonly Packed[]): void {
  const used = all.filter(({ name }) => name === packed.name || packed.needs.includes(name));
  const tarballs = Object.fromEntries(used.map(({ name, tarball }) => [name, `file:${tarball}`]));
  const manifest = { name: 'smoke', private: true, type: 'module', dependencies: tarballs };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  // Before the first release, only the tarballs can answer for what a package depends on.
  const overrides = Object.entries(tarballs).map(([name, path]) => `  '${name}': '${path}'\n`);
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), `overrides:\n${overrides.join('')}`);
}

/** Imports of all that the package exports: each must at least load. */
function everyEntry({ name, entries }: Packed): string {
  return [...entries.keys()].map((subpath) => `import '${posix.join(name, subpath)}';\n`).join('');
}

/** Compiles imports of all entries against the libraries of an older year, other packages' declarations included. */
function checkTypes(packed: Packed, folder: string): void {
  const compilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], noUncheckedSideEffectImports: true },
    ...{ target: 'es2022', lib: ['es2022', 'dom'], module: 'esnext', moduleResolution: 'bundler' },
  };
  writeFileSync(join(folder, 'types.ts'), everyEntry(packed));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['types.ts'] }));
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false']);
}

const installers: Record<string, readonly string[]> = {
  npm: ['npm', 'install', '--no-audit', '--no-fund'],
  pnpm: ['pnpm', 'install', '--no-frozen-lockfile'],
};

let failed = 0;
const all = packAll();
for (const packed of all.filter(({ directory }) => basename(directory).includes(wanted))) {
  const program = `${basename(packed.directory)}.mjs`;
  for (const [installer, [command = '', ...args]] of Object.entries(installers)) {
    const folder = mkdtempSync(join(tmpdir(), `heed-smoke-${installer}-`));
    try {
      project(folder, packed, all);
      writeFileSync(
        join(folder, program),
        everyEntry(packed) + readFileSync(join(import.meta.dirname, 'smoke', program), 'utf8'),
      );
      run(command, args, { cwd: folder });
      if (installer === 'npm') checkTypes(packed, folder);
      const over = installer === 'npm' ? overBudget(packed.name, folder) : undefined;
      if (over !== undefined) {
        failed++;
        console.log(`${packed.name}: ${over}`);
      }
      for (const version of versions) {
        // Programs are told where the tarballs lie, for packages that they install themselves.
        const result = spawnSync(nodeOf(version), [program, dirname(packed.tarball)], {
          cwd: folder,
          encoding: 'utf8',
          timeout: 120_000,
        });
        const good = result.status === 0 && result.stdout.trim().endsWith('ok');
        if (!good) failed++;
        console.log(`${packed.name}, installed by ${installer}, Node ${version}: ${good ? 'ok' : 'FAILED'}`);
        if (!good) console.log(`${result.stdout}${result.stderr}${result.error?.message ?? ''}`);
      }
    } catch (error) {
      failed++;
      console.log(
        `${packed.name}, installed by ${installer}: FAILED\n${error instanceof Error ? error.message : error}`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
process.exit(failed > 0 ? 1 : 0);
