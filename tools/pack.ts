/** Packs every package as it would be published. The packages must have been built. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, type Package, packages, run } from './workspace.ts';

/** A package and the tarball made of it. */
export interface Packed extends Package {
  readonly tarball: string;
}

/** Makes `.cache/packs/heed-core-0.1.0.tgz` and the like, anew. */
export function packAll(): Packed[] {
  const folder = join(cache, 'packs');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return packages().map((one) => {
    if (!existsSync(join(one.directory, 'dist')))
      throw new Error(`${one.name} is not built: run \`pnpm build\``);
    run('pnpm', ['pack', '--pack-destination', folder], { cwd: one.directory });
    const tarball = join(folder, `${one.name.replace('@', '').replace('/', '-')}-${one.version}.tgz`);
    if (!existsSync(tarball)) throw new Error(`pnpm pack made no ${tarball}`);
    return { ...one, tarball };
  });
}
