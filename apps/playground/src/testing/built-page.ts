import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';

const root = join(import.meta.dirname, '..', '..');
const configFile = join(root, 'vite.config.ts');

/** A page with what must not be on its console. */
export interface OpenRoom {
  readonly page: Page;
  readonly troubles: readonly string[];
}

/** The page as it is built for a host, served with the headers of isolation and, elsewhere, without. */
export class BuiltPage {
  readonly #folder: string;
  /** Paths that were asked for, by pages and by their workers. */
  readonly requested: Set<string> = new Set();
  readonly #isolated: PreviewServer;
  readonly #plain: PreviewServer;

  private constructor(folder: string, isolated: PreviewServer, plain: PreviewServer) {
    this.#folder = folder;
    this.#isolated = isolated;
    this.#plain = plain;
    isolated.httpServer.on('request', ({ url = '' }: { url?: string }) => void this.requested.add(url));
  }

  /** A file of the page, by the path that was asked for. */
  read(path: string): Promise<Buffer> {
    return readFile(join(this.#folder, path === '/' ? 'index.html' : path));
  }

  static async build(): Promise<BuiltPage> {
    const folder = await mkdtemp(join(tmpdir(), 'heed-playground-'));
    const common = {
      root,
      configFile,
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true },
    } as const;
    await build(common);
    const isolated = await preview({ ...common, preview: { port: 0 } });
    const off = {
      'Cross-Origin-Opener-Policy': 'unsafe-none',
      'Cross-Origin-Embedder-Policy': 'unsafe-none',
    };
    const plain = await preview({ ...common, preview: { port: 0, headers: off } });
    return new BuiltPage(folder, isolated, plain);
  }

  /** Opens a room in a window of its own. */
  async open(
    browser: Browser,
    room: string,
    { isolated = true, ...options }: BrowserContextOptions & { isolated?: boolean } = {},
  ): Promise<OpenRoom> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    const server = isolated ? this.#isolated : this.#plain;
    await page.goto(`${server.resolvedUrls?.local[0]}#${room}`);
    return { page, troubles };
  }

  async close(): Promise<void> {
    await Promise.all([this.#isolated.close(), this.#plain.close()]);
    await rm(this.#folder, { recursive: true });
  }
}
