import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BackendNames, checkName } from './names.ts';

/** A backend that was made. */
export interface CreatedBackend extends BackendNames {
  /** Its folder, absolute. */
  readonly path: string;
}

/** Files that npm would take for the package's own, or leave out, under the names that they have here. */
const stowed = [
  ['_gitignore', '.gitignore'],
  ['_LICENSE', 'LICENSE'],
  ['_package.json', 'package.json'],
] as const;

const home = new URL('../../', import.meta.url);

/** The versions of `@heed/core` that this package was made for; all of them where it runs in the repository. */
async function coreVersions(): Promise<string> {
  const manifest: { devDependencies: Record<string, string> } = JSON.parse(
    await readFile(new URL('package.json', home), 'utf8'),
  );
  const range = manifest.devDependencies['@heed/core'] ?? '*';
  return range.startsWith('workspace:') ? '*' : range;
}

/** Puts the backend's names, and the versions it needs, where the template has its own: in one pass, since they may hold its. */
function named(text: string, names: BackendNames, core: string): string {
  const own: Readonly<Record<string, string>> = {
    '"@heed/core": "*"': `"@heed/core": "${core}"`,
    '"name": "my-backend"': `"name": "${names.packageName}"`,
    "from 'my-backend'": `from '${names.packageName}'`,
    'my-backend': names.folder,
    myBackend: names.functionName,
  };
  return text.replaceAll(
    /"@heed\/core": "\*"|"name": "my-backend"|from 'my-backend'|my-backend|myBackend/g,
    (found) => own[found] ?? found,
  );
}

/**
 * Makes a folder with a new backend: three kernels in plain TypeScript, a test that runs all of `testBackend`, CI, README
 * and licence. The folder appears when all of it is written.
 *
 * @param name The package's name, such as `my-backend` or `@me/my-backend`.
 * @param parent Where the folder goes; the current folder by default.
 * @throws {Error} when the name is none, or something is there already.
 *
 * @example
 * ```ts no-run
 * import { createBackend } from 'create-heed-backend';
 * const { path, functionName } = await createBackend('my-backend');
 * console.log(`${functionName} is in ${path}`);
 * ```
 */
export async function createBackend(name: string, parent: string = '.'): Promise<CreatedBackend> {
  const names = checkName(name);
  const path = resolve(parent, names.folder);
  if (existsSync(path)) throw new Error(`${path} is there already; choose another name, or remove it`);
  const core = await coreVersions();
  const draft = await mkdtemp(join(resolve(parent), '.create-heed-backend-'));
  try {
    const content = join(draft, names.folder);
    await cp(new URL('template/', home), content, { recursive: true });
    for (const [stored, name] of stowed) await rename(join(content, stored), join(content, name));
    for (const entry of await readdir(content, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      await writeFile(file, named(await readFile(file, 'utf8'), names, core));
    }
    await rename(content, path);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { ...names, path };
}
