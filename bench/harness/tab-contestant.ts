import { join, relative } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { findChromium, launchChromium } from '../../fixtures/chromium.ts';
import { type FolderServer, serveFolder } from '../../tools/serve-folder.ts';
import { type Contestant, longestWait, type Preparation } from './contestant.ts';
import { bundlePage } from './page-bundle.ts';
import type { Peer } from './peers.ts';
import { root } from './places.ts';
import { peakMemory, processorTime } from './processes.ts';
import type { PageCommand, Reply, Timed } from './side.ts';
import type { Tab } from './work.ts';

/** A side at work in the only page of a browser of its own. The page is opened when the side is prepared. */
export class TabContestant implements Contestant {
  readonly #browser: Browser;
  readonly #server: FolderServer;
  readonly #page: Page;
  readonly #url: string;
  /** Processes of the browser that run pages. */
  #renderers: readonly number[] = [];
  #lastWords = '';

  private constructor(browser: Browser, server: FolderServer, page: Page, path: string) {
    this.#browser = browser;
    this.#server = server;
    this.#page = page;
    this.#url = server.url + path;
    page.on('pageerror', ({ message }) => this.#hear(message));
    page.on('crash', () => this.#hear('the page crashed'));
  }

  /** Bundles the side and starts a server and a browser. */
  static async launch(peer: Peer, module: string, tab: Tab, threads: number): Promise<TabContestant> {
    const executable = findChromium();
    if (executable === undefined) throw new Error('there is no Chromium: name one in HEED_CHROMIUM');
    const folder = await bundlePage(peer, module, threads);
    const server = await serveFolder(root, { isolated: tab.isolated });
    const browser = await launchChromium(executable);
    return new TabContestant(
      browser,
      server,
      await browser.newPage(),
      relative(root, join(folder, `${tab.thread}.html`)),
    );
  }

  async prepare({ setting, inputs }: Preparation): Promise<boolean> {
    await this.#page.goto(this.#url);
    this.#renderers = await this.#findRenderers();
    const served = Object.entries(inputs).map(
      ([name, { file, shape }]) => [name, { file: `/${relative(root, file)}`, shape }] as const,
    );
    const { prepared = false } = await this.#ask({
      do: 'prepare',
      setting,
      inputs: Object.fromEntries(served),
    });
    return prepared;
  }

  async run(time: number): Promise<Timed> {
    const [times, processor]: [number[], number[]] = [[], []];
    let spent = 0;
    do {
      await this.#ask({ do: 'before' });
      const used = this.#processorTime();
      const { time: passed = Number.NaN, isWhole = true } = await this.#ask({ do: 'run' });
      const after = this.#processorTime();
      times.push(passed);
      const cost = used === undefined || after === undefined ? undefined : after - used;
      if (cost !== undefined && isWhole) processor.push(cost);
      spent += cost ?? passed;
    } while (spent < time);
    return { times, processor };
  }

  async answer(): Promise<readonly number[]> {
    const { answer = [] } = await this.#ask({ do: 'answer' });
    return answer;
  }

  /** That of the page's process; other processes of the browser are left out. */
  peakMemory(): number | undefined {
    const peaks = this.#renderers.map(peakMemory).filter((peak) => peak !== undefined);
    return peaks.length === 0 ? undefined : Math.max(...peaks);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server[Symbol.asyncDispose]();
  }

  async #findRenderers(): Promise<number[]> {
    const session = await this.#browser.newBrowserCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  }

  /** That of the threads of all pages; those without ours do nothing. */
  #processorTime(): number | undefined {
    const times = this.#renderers.map(processorTime).filter((time) => time !== undefined);
    return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time);
  }

  #hear(text: string): void {
    this.#lastWords = text;
  }

  async #ask(command: PageCommand): Promise<Reply> {
    // A browser that is closed ends the wait.
    const alarm = setTimeout(() => {
      this.#hear(`no answer within ${longestWait} s`);
      void this.#browser.close();
    }, longestWait * 1000);
    try {
      const reply = await this.#page.evaluate<Reply>(`obey(${JSON.stringify(command)})`);
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply;
    } catch (error) {
      throw this.#lastWords === '' ? error : new Error(this.#lastWords, { cause: error });
    } finally {
      clearTimeout(alarm);
    }
  }
}
