/**
 * The public interface of every package, written down: `pnpm api` compares the built declarations with the reports in
 * docs/api-reports/ and fails where they differ, so that a change of the interface is seen in review;
 * `pnpm api --write` brings the reports in line.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Extractor, ExtractorConfig, type ExtractorMessage } from '@microsoft/api-extractor';
import { cache, type Package, packages, root } from './workspace.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const committed = join(root, 'docs', 'api-reports');
const made = join(cache, 'api-reports');

/** `@heed/core` and `./node` as a file name: `core.node`. */
function reportName({ name }: Package, subpath: string): string {
  return [name.replace('@heed/', ''), ...subpath.split('/').slice(1)].join('.');
}

/** Writes the report of one entry of a package into the cache; what the extractor finds wrong with it is in the text. */
function makeReport(published: Package, subpath: string, source: string): string {
  const file = `${reportName(published, subpath)}.api.md`;
  const { directory } = published;
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(directory, 'package.json'),
    configObject: {
      projectFolder: directory,
      mainEntryPointFilePath: join(directory, source.replace('./src/', 'dist/').replace(/\.ts$/, '.d.ts')),
      compiler: { tsconfigFilePath: join(directory, 'tsconfig.build.json') },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: file,
        reportFolder: made,
        reportTempFolder: join(made, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
    },
  });
  const onMessage = (message: ExtractorMessage): void => {
    if (message.logLevel === 'error') console.error(`${file}: ${message.text}`);
    message.handled = true;
  };
  Extractor.invoke(config, { localBuild: true, messageCallback: onMessage });
  return file;
}

rmSync(made, { recursive: true, force: true });
mkdirSync(made, { recursive: true });
mkdirSync(committed, { recursive: true });
const files = packages().flatMap((published) =>
  [...published.entries].map(([subpath, source]) => makeReport(published, subpath, source)),
);
const differing = files.filter((file) => {
  const before = join(committed, file);
  return !existsSync(before) || readFileSync(before, 'utf8') !== readFileSync(join(made, file), 'utf8');
});
const surplus = readdirSync(committed).filter((file) => !files.includes(file));
if (values.write) {
  for (const file of differing) copyFileSync(join(made, file), join(committed, file));
  for (const file of surplus) rmSync(join(committed, file));
  console.log(`${files.length} reports, ${differing.length + surplus.length} changed`);
} else if (differing.length + surplus.length > 0) {
  console.error(`The public interface changed: ${[...differing, ...surplus].join(', ')}`);
  console.error('If that is meant, run `pnpm api --write`, and add a changeset.');
  process.exitCode = 1;
} else console.log(`${files.length} reports of the public interface are as written`);
