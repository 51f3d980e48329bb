/**
 * Tries the projects of examples/ as their readers would, with the packed packages in place of published ones: on Node,
 * Bun and Deno the program runs, with Vite and Next.js the page is built and opened in Chromium, and the backend passes
 * all tests of backends. The page of examples/cdn is opened with bundles in place of what the CDN would send.
 *
 *   pnpm projects          all
 *   pnpm projects vite     one
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { findChromium, launchChromium } from '../fixtures/chromium.ts';
import { type Packed, packAll } from './pack.ts';
import { serveFolder } from './serve-folder.ts';
import { root, run } from './workspace.ts';

/** How a project is tried in its folder; gives what it showed. */
type Trial = (folder: string) => Promise<string>;

const runtimes: Trial = async (folder) =>
  ['node', 'bun', 'deno'].map((name) => run('npm', ['run', name], { cwd: folder })).join('');
const tested: Trial = async (folder) => run('node', ['--test', 'test/backend.ts'], { cwd: folder });
const opened =
  (built: string): Trial =>
  async (folder) => {
    run('npm', ['run', 'build'], { cwd: folder });
    return await mapShown(join(folder, built));
  };

const projects: Readonly<Record<string, { readonly trial: Trial; readonly shows: RegExp }>> = {
  runtimes: { trial: runtimes, shows: /(loss \d.*?map 1 × 2 × 5 × 5.*?\d+ threads.*){3}/s },
  vite: { trial: opened('dist'), shows: /(0\.\d\d\s+){50}([2-9]|\d\d) threads/ },
  next: { trial: opened('out'), shows: /(0\.\d\d\s+){50}([2-9]|\d\d) threads/ },
  'backend-onnxruntime': { trial: tested, shows: /pass \d{3,}\n.*fail 0\n/ },
  cdn: { trial: fromBundles, shows: /^(0\.\d\d\s*){50}$/ },
};

/** Puts the tarballs in the place of published packages, those that they need themselves among them. */
function usePacked(folder: string, packed: readonly Packed[]): void {
  const file = join(folder, 'package.json');
  const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync(file, 'utf8'));
  const asked = packed.filter(({ name }) => name in manifest.dependencies);
  for (const { name, tarball } of packed) {
    if (!asked.some((one) => one.name === name || one.needs.includes(name))) continue;
    manifest.dependencies[name] = `file:${tarball}`;
  }
  writeFileSync(file, JSON.stringify(manifest, null, 2));
  run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder });
}

/** Opens the page of a folder and waits for the attention map that it shows. */
async function mapShown(folder: string): Promise<string> {
  const path = findChromium();
  if (path === undefined) throw new Error('there is no Chromium to open the page in');
  await using server = await serveFolder(folder);
  const browser = await launchChromium(path);
  try {
    const page = await browser.newPage();
    const troubles: string[] = [];
    page.on('pageerror', ({ message }) => troubles.push(message));
    // What the CDN would send.
    await page.route('https://esm.sh/**', async (route) => {
      const name = new URL(route.request().url()).pathname.slice(1);
      await route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(folder, `${name}.js`)) });
    });
    await page.goto(server.url);
    const map = page.locator('#map');
    await map.filter({ hasNotText: '…' }).waitFor({ timeout: 30_000 });
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
    return (await map.textContent()) ?? '';
  } finally {
    await browser.close();
  }
}

async function fromBundles(folder: string): Promise<string> {
  const core = '@heed/core';
  for (const name of [core, '@heed/attention']) {
    await build({
      stdin: { contents: `export * from '${name}';`, resolveDir: import.meta.dirname },
      outfile: join(folder, `${name}.js`),
      bundle: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      conditions: ['@heed/source'],
      external: name === core ? [] : [core],
      logLevel: 'error',
    });
  }
  return await mapShown(folder);
}

// Not the libraries for CUDA, which its install step would fetch from elsewhere.
process.env['ONNXRUNTIME_NODE_INSTALL'] = 'skip';

const wanted = process.argv[2] ?? '';
const packed = packAll();
let failed = 0;
for (const [name, { trial, shows }] of Object.entries(projects)) {
  if (!name.includes(wanted)) continue;
  const folder = mkdtempSync(join(tmpdir(), `heed-project-${name}-`));
  try {
    const filter = (path: string): boolean => !/\/(node_modules|package-lock\.json)$/.test(path);
    cpSync(join(root, 'examples', name), folder, { recursive: true, filter });
    if (name !== 'cdn') usePacked(folder, packed);
    const shown = await trial(folder);
    if (!shows.test(shown)) throw new Error(`it showed\n${shown}`);
    console.log(`${name}: ok`);
  } catch (error) {
    failed++;
    console.log(`${name}: FAILED\n${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(failed > 0 ? 1 : 0);
