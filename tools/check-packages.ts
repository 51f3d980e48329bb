/**
 * Looks at every package as it would be published: publint (is the manifest right for all that will
 * read it?), are-the-types-wrong (do the declarations match the code?), and what must or must not be
 * in the tarball and where its README leads.
 */
import { join, posix } from 'node:path';
import { type Packed, packAll } from './pack.ts';
import { run } from './workspace.ts';

const bin = (name: string): string => join(import.meta.dirname, 'node_modules', '.bin', name);

/** What is wrong with the tarball's list of files. */
function contents({ tarball }: Packed): string[] {
  const files = run('tar', ['-tzf', tarball])
    .split('\n')
    .map((path) => path.replace('package/', ''));
  const missing = ['LICENSE', 'README.md', 'package.json'].filter((path) => !files.includes(path));
  const surplus = files.filter((path) => /\.test\.|tsbuildinfo|node_modules/.test(path));
  const dead = linksOf(tarball).filter((path) => !files.includes(path));
  return [
    ...missing.map((path) => `lacks ${path}`),
    ...surplus.map((path) => `should not contain ${path}`),
    ...dead.map(
      (path) => `README.md links to ${path}, which is not in the package: name the page by its title`,
    ),
  ];
}

/** Files that the README in a tarball links to. A registry shows it without the repository around it. */
function linksOf(tarball: string): string[] {
  const text = run('tar', ['-xzOf', tarball, 'package/README.md']);
  return Array.from(text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g), ([, path = '']) => posix.normalize(path));
}

let failed = 0;
for (const packed of packAll()) {
  const checks: [string, () => void][] = [
    ['publint', () => run(bin('publint'), [packed.tarball, '--strict'])],
    ['are-the-types-wrong', () => run(bin('attw'), [packed.tarball, '--profile', 'esm-only', '--no-emoji'])],
    [
      'contents',
      () => {
        const faults = contents(packed);
        if (faults.length > 0) throw new Error(faults.join('\n'));
      },
    ],
  ];
  for (const [name, check] of checks) {
    try {
      check();
      console.log(`${packed.name}: ${name} ok`);
    } catch (error) {
      failed++;
      console.log(`${packed.name}: ${name} FAILED\n${error instanceof Error ? error.message : error}`);
    }
  }
}
process.exit(failed > 0 ? 1 : 0);
