import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { katex } from '@mdit/plugin-katex';
import { type DefaultTheme, defineConfig } from 'vitepress';

type Items = DefaultTheme.SidebarItem[];

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `pnpm run docs` wrote of the API beside its pages; nothing before the first time. */
function apiSidebar(): Items {
  const file = join(root, 'docs', 'api', 'typedoc-sidebar.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

const illustrated: Items = [
  { text: 'The idea', link: '/docs/illustrated/' },
  { text: '1 The context vector', link: '/docs/illustrated/context-vector' },
  { text: '2 Alignment scores', link: '/docs/illustrated/alignment-scores' },
  { text: '3 Queries, keys, values', link: '/docs/illustrated/queries-keys-values' },
  { text: '4 Scaled dot product', link: '/docs/illustrated/scaled-dot-product' },
  { text: '5 Heads and masks', link: '/docs/illustrated/heads' },
  { text: '6 Positions', link: '/docs/illustrated/positions' },
  { text: '7 Feed-forward', link: '/docs/illustrated/feed-forward' },
  { text: '8 Norms and residuals', link: '/docs/illustrated/norms-and-residuals' },
  { text: '9 Encoder and decoder', link: '/docs/illustrated/encoder-decoder' },
];

const title = (path: string): string =>
  readFileSync(join(root, `${path}.md`), 'utf8').match(/^# (.*)$/m)?.[1] ?? path;

/** The guides by subject; a guide that is in none is an error. */
const subjects: Readonly<Record<string, readonly string[]>> = {
  Start: ['first-steps', 'your-project', 'looking-inside', 'attention-pictures'],
  'Coming from': ['from-pytorch', 'from-transformers-js', 'from-tensorflow-js'],
  Models: ['published-models', 'tokenizers-and-chat', 'generation', 'tasks'],
  Training: ['training', 'fine-tuning'],
  Pictures: ['vision'],
  Speech: ['speech'],
  Backends: ['backends', 'tensorflow', 'performance', 'profiling'],
};

function guides(): Items {
  const listed = new Set(Object.values(subjects).flat());
  const lost = globSync('docs/guides/*.md', { cwd: root }).filter(
    (path) => !listed.has(basename(path, '.md')),
  );
  if (lost.length > 0) throw new Error(`docs/.vitepress/config.ts names no subject for ${lost.join(', ')}`);
  return Object.entries(subjects).map(([text, names]) => ({ text, items: names.map(guide) }));
}

const guide = (name: string): Items[number] => ({
  text: title(`docs/guides/${name}`),
  link: `/docs/guides/${name}`,
});

/** The README of every package or application. */
const pages = (folder: string): Items =>
  globSync(`${folder}/*/README.md`, { cwd: root })
    .sort()
    .map((path) => ({ text: path.split('/')[1] ?? path, link: `/${path.replace('.md', '')}` }));

const contributing: Items = [
  { text: 'Contributing', link: '/CONTRIBUTING' },
  ...globSync('contributing/*.md', { cwd: root })
    .sort()
    .map((path) => ({ text: title(path.replace('.md', '')), link: `/${path.replace('.md', '')}` })),
];

/** Three keys and the look that falls on the middle one. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0f8371" stroke-linecap="round"><path stroke-width="1.5" d="M16 6 5 26M16 6 27 26"/><path stroke-width="5" d="M16 6v20"/></svg>',
)}`;

const source = '@heed/source';

export default defineConfig({
  title: 'Heed',
  description: 'Attention and Transformers for TypeScript: train, fine-tune, look inside and run',
  lang: 'en',
  head: [['link', { rel: 'icon', href: icon }]],
  cleanUrls: true,
  // The whole repository, so that READMEs and guides link to each other here as they do there.
  srcDir: '..',
  srcExclude: [
    '.changeset/**',
    '.github/**',
    'bench/results/**',
    '**/CHANGELOG.md',
    'docs/api-reports/**',
    'fixtures/**',
    'tools/**',
    'README.md',
  ],
  rewrites: { 'docs/index.md': 'index.md' },
  lastUpdated: false,
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => {
      // MathML, which browsers set themselves: no fonts, no styles, and screen readers read it.
      markdown.use(katex, {
        output: 'mathml',
        throwOnError: true,
        // A wide formula scrolls, and so must be reachable by keyboard.
        transformer: (html: string) =>
          html
            .replace('<span class="katex"', '<span v-pre class="katex"')
            .replace('display="block"', 'display="block" tabindex="0"'),
      });
    },
  },
  vite: {
    // The esbuild that VitePress brings does not know the ES2024 of our tsconfig.
    esbuild: { target: 'es2022', tsconfigRaw: { compilerOptions: { target: 'ES2022' } } },
    resolve: { conditions: [source] },
    ssr: { noExternal: [/^@heed\//], resolve: { conditions: [source], externalConditions: [source] } },
    build: { target: 'es2022', chunkSizeWarningLimit: 1000 },
    // Not every HTML file of the repository: examples have dependencies of their own.
    optimizeDeps: { entries: ['docs/.vitepress/theme/index.ts'] },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        // Of the API, names and headings are enough: the texts of a thousand pages would be megabytes.
        _render: (text, env, markdown) => {
          const html = markdown.render(text, env);
          return env.relativePath.startsWith('docs/api/') ? (html.match(/<h1.*?<\/h1>/s)?.[0] ?? '') : html;
        },
      },
    },
    nav: [
      { text: 'Start', link: '/docs/guides/first-steps', activeMatch: '/docs/guides/' },
      { text: 'The Illustrated Transformer', link: '/docs/illustrated/', activeMatch: '/docs/illustrated/' },
      { text: 'API', link: '/docs/api/', activeMatch: '/docs/api/' },
      { text: 'Contributing', link: '/CONTRIBUTING', activeMatch: '/(contributing|CONTRIBUTING)' },
    ],
    sidebar: {
      '/docs/guides/': [
        ...guides(),
        { text: 'Packages', items: pages('packages') },
        { text: 'Applications', items: pages('apps') },
      ],
      '/contributing/': contributing,
      '/CONTRIBUTING': contributing,
      '/docs/illustrated/': [{ text: 'The Illustrated Transformer, live', items: illustrated }],
      '/packages/': [{ text: 'Packages', items: pages('packages') }],
      '/apps/': [{ text: 'Applications', items: pages('apps') }],
      '/docs/api/': [{ text: 'API', items: apiSidebar() }],
    },
    outline: { level: [2, 3] },
    docFooter: { prev: 'Before', next: 'Next' },
  },
});
