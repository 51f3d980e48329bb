/**
 * Opens pages of the built site in Chromium, wide and narrow, light and dark: nothing may fail, stand out of the window or
 * keep people out (axe), and the first page must be light.
 *
 *   pnpm docs:build && pnpm site
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { findChromium, launchChromium, seriousFaults } from '../fixtures/chromium.ts';
import { serveFolder } from './serve-folder.ts';
import { root } from './workspace.ts';

/** One of each kind. */
const pages = [
  '',
  'docs/guides/first-steps',
  'docs/guides/performance',
  'docs/illustrated/heads',
  'docs/api/@heed/core/functions/softmax',
  'packages/attention/README',
];
/** What the first page may weigh, of 1000 bytes after gzip. */
const firstPageKilobytes = 300;

const looks = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
] as const;

/** What VitePress itself does: its search button shows the key K beside its name, groups in its sidebar hold a caret. */
const isKnown = (fault: string): boolean =>
  (fault.startsWith('label-content-name-mismatch') && fault.includes('DocSearch-Button')) ||
  (fault.startsWith('nested-interactive') && fault.includes('<div class="item" role="button"'));

/** What is wrong with a page that is open. */
async function faultsOf(page: Page): Promise<string[]> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  const tooWide =
    (content ?? 0) > (window ?? 0) ? [`content of ${content} px in a window of ${window} px`] : [];
  return [...tooWide, ...(await seriousFaults(page)).filter((fault) => !isKnown(fault))];
}

/** Opens a page; gives what is wrong with it, and what was sent for it. */
async function open(
  browser: Browser,
  url: string,
  { width, colorScheme }: (typeof looks)[number],
): Promise<{ readonly faults: string[]; readonly bytes: number }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    const sent: Promise<number>[] = [];
    page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`console: ${message.text()}`);
    });
    page.on('response', (response) => {
      sent.push(
        response.body().then(
          (body) => gzipSync(body).length,
          // The page was closed before all had come.
          () => 0,
        ),
      );
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    const bytes = await Promise.all(sent);
    return {
      faults: [...faults, ...(await faultsOf(page))],
      bytes: bytes.reduce((sum, one) => sum + one, 0),
    };
  } finally {
    await context.close();
  }
}

const path = findChromium();
if (path === undefined) throw new Error('there is no Chromium to open the site in');
await using server = await serveFolder(join(root, 'docs', '.vitepress', 'dist'));
const browser = await launchChromium(path);
let wrong = 0;
try {
  for (const page of pages) {
    for (const look of looks) {
      const { faults, bytes } = await open(browser, server.url + page, look);
      const kilobytes = Math.round(bytes / 1000);
      if (page === '' && kilobytes > firstPageKilobytes)
        faults.push(`${kilobytes} kB of ${firstPageKilobytes}`);
      wrong += faults.length;
      const where = `/${page} at ${look.width} px, ${look.colorScheme}`;
      console.log(
        `${where}: ${faults.length === 0 ? `ok, ${kilobytes} kB` : `FAILED\n  ${faults.join('\n  ')}`}`,
      );
    }
  }
} finally {
  await browser.close();
}
process.exitCode = wrong > 0 ? 1 : 0;
