/**
 * The API pages of all packages, by typedoc, into docs/api/, where the site takes them up. A warning (a public
 * symbol without a doc comment, a link that leads nowhere, a type that is used but not exported) is
 * an error.
 */
import { join } from 'node:path';
import { Application, Comment, Converter, ReflectionKind } from 'typedoc';
import { packages, root } from './workspace.ts';

/** From an entry's source to the name by which it is imported. */
const names = new Map<string, string>();
const published = packages();
for (const { name, directory, entries } of published) {
  for (const [subpath, source] of entries) names.set(join(directory, source), join(name, subpath));
}

/** What its plugins for Markdown and VitePress add to typedoc's options. */
const site = {
  docsRoot: root,
  router: 'member',
  entryFileName: 'index.md',
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  hideBreadcrumbs: true,
  useCodeBlocks: true,
};

const app = await Application.bootstrapWithPlugins({
  name: 'API',
  readme: 'none',
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
  ...site,
  entryPoints: [...names.keys()],
  entryPointStrategy: 'resolve',
  tsconfig: join(root, 'tsconfig.json'),
  skipErrorChecking: true, // `pnpm check` looks at types, with the TypeScript that we build with
  out: join(root, 'docs', 'api'),
  basePath: root,
  disableGit: true,
  sourceLinkTemplate: '{path}#L{line}',
  excludeInternal: true,
  excludePrivate: true,
  treatWarningsAsErrors: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
  },
  packagesRequiringDocumentation: published.map(({ name }) => name),
  requiredToBeDocumented: ['Accessor', 'Class', 'Function', 'Interface', 'Method', 'TypeAlias', 'Variable'],
});
app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
  if (!reflection.kindOf(ReflectionKind.Module)) return;
  const file = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile().fileName;
  const name = file === undefined ? undefined : names.get(file);
  if (name !== undefined) reflection.name = name;
});

const project = await app.convert();
if (project === undefined) process.exit(1);
for (const signature of project.getReflectionsByKind(ReflectionKind.CallSignature)) {
  if (!/^\[(asyncD|d)ispose\]$/.test(signature.name)) continue;
  signature.comment ??= new Comment([{ kind: 'text', text: 'Frees what it owns where `using` ends.' }]);
}
app.validate(project);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
await app.generateOutputs(project);
process.exit(app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0);
