/**
 * Installs each packed package alone (with those it needs) into an empty folder, once with npm and
 * once with pnpm, looks at how much that brought (smoke/budget.json), whether projects without
 * further types can read the declarations as ESM and as CommonJS, and whether a bundle for browsers
 * gives warnings. It requires every entry and runs the program smoke/<package>.mjs there on every
 * Node that is supported.
 *
 *   pnpm smoke          all packages
 *   pnpm smoke core     one
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';
import { build } from 'esbuild';
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

/** What a user imports: `@heed/core/node` and the like. */
const specifiers = ({ name, entries }: Packed): string[] =>
  [...entries.keys()].map((subpath) => posix.join(name, subpath));

/** Imports of all that the package exports: each must at least load. */
function everyEntry(packed: Packed): string {
  return specifiers(packed)
    .map((specifier) => `import '${specifier}';\n`)
    .join('');
}

/** How a project finds declarations, and the file that wants them. */
const projects = [
  { file: 'types.ts', module: 'esnext', moduleResolution: 'bundler' },
  { file: 'types.cts', module: 'nodenext', moduleResolution: 'nodenext' },
] as const;

/** Compiles imports of all entries against the libraries of an older year, other packages' declarations included. */
function checkTypes(packed: Packed, folder: string): void {
  for (const { file, ...modules } of projects) {
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], noUncheckedSideEffectImports: true },
      ...{ target: 'es2022', lib: ['es2022', 'dom'], ...modules },
    };
    writeFileSync(join(folder, file), everyEntry(packed));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }));
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false']);
  }
}

/** Bundles all entries that are for browsers too; a warning is a fault. As CommonJS, without `import.meta`, they must load. */
async function checkBundle(packed: Packed, folder: string): Promise<void> {
  const sources = [...packed.entries].filter(([, source]) => !source.startsWith('./src/node/'));
  const imports = sources.map(
    ([subpath], at) => `export * as x${at} from '${posix.join(packed.name, subpath)}';`,
  );
  const stdin = { contents: imports.join('\n'), resolveDir: folder };
  const { warnings } = await build({
    stdin,
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'browser', target: 'es2022' },
    ...{ outdir: join(folder, 'bundle'), write: false, logLevel: 'silent' },
  });
  if (warnings.length > 0) throw new Error(`bundled: ${JSON.stringify(warnings, null, 2)}`);
  const outfile = join(folder, 'bundle.cjs');
  await build({ stdin, outfile, bundle: true, format: 'cjs', platform: 'browser', logLevel: 'error' });
  run(process.execPath, [outfile]);
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
      if (installer === 'npm') {
        checkTypes(packed, folder);
        await checkBundle(packed, folder);
      }
      const over = installer === 'npm' ? overBudget(packed.name, folder) : undefined;
      if (over !== undefined) {
        failed++;
        console.log(`${packed.name}: ${over}`);
      }
      const required = specifiers(packed).map((specifier) => `require('${specifier}');\n`);
      writeFileSync(join(folder, 'required.cjs'), required.join(''));
      for (const version of versions) {
        if (installer === 'npm') run(nodeOf(version), ['required.cjs'], { cwd: folder });
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
