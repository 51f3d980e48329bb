/** What the tools know of the repository: its packages, and a place for what they make. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root: string = join(import.meta.dirname, '..');

/** Ignored by git; kept between runs. */
export const cache: string = join(root, '.cache');
mkdirSync(cache, { recursive: true });

/** A published package of this repository. */
export interface Package {
  /** Its public name, such as `@heed/core`. */
  readonly name: string;
  readonly version: string;
  readonly directory: string;
  /** From a subpath such as `.` or `./node` to its source, such as `./src/node/index.ts`. */
  readonly entries: ReadonlyMap<string, string>;
  /** Names of the packages of this repository that it needs, itself excluded, those they need included. */
  readonly needs: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Record<string, string | { readonly '@heed/source'?: string }>;
  readonly dependencies?: Record<string, string>;
}

/** All published packages, each after those it needs. */
export function packages(): Package[] {
  const manifests = new Map<string, { readonly manifest: Manifest; readonly directory: string }>();
  for (const path of globSync('packages/*/package.json', { cwd: root }).sort()) {
    const file = join(root, path);
    const manifest: Manifest = JSON.parse(readFileSync(file, 'utf8'));
    manifests.set(manifest.name, { manifest, directory: dirname(file) });
  }
  const needs = (name: string): string[] => {
    const direct = Object.keys(manifests.get(name)?.manifest.dependencies ?? {}).filter((one) =>
      manifests.has(one),
    );
    return [...new Set(direct.flatMap((one) => [...needs(one), one]))];
  };
  return [...manifests.values()]
    .map(({ manifest, directory }) => ({
      name: manifest.name,
      version: manifest.version,
      directory,
      entries: entriesOf(manifest),
      needs: needs(manifest.name),
    }))
    .sort((one, other) => one.needs.length - other.needs.length);
}

/** The sources of a package's entries, by subpath. */
export function entriesOf(manifest: Pick<Manifest, 'exports'>): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (typeof target !== 'string' && target['@heed/source']) entries.set(subpath, target['@heed/source']);
  }
  return entries;
}

/** Runs a command and returns what it printed; throws with all its output if it fails. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (result.status === 0) return result.stdout;
  const cause = result.error?.message ?? `exit ${result.status ?? result.signal}`;
  throw new Error(`${command} ${args.join(' ')}: ${cause}\n${result.stdout ?? ''}${result.stderr ?? ''}`);
}
