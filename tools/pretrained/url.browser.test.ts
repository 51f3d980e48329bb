import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { encodeSafetensors } from '@heed/core';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../fixtures/chromium.ts';
import { type Answer, FileServer, sendRange } from '../../fixtures/file-server.ts';

const chromium = findChromium();
if (chromium === undefined) {
  it('weights by their URL, in a browser', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

/** Three windows of 4 MiB. */
const [rows, columns] = [1511, 1753];
const data = Float32Array.from({ length: rows * columns }, (_, at) => at % 101);
const file = await encodeSafetensors([['weight', { type: 'F32', shape: [rows, columns], data }]]);
const wanted = data.reduce((sum, value) => sum + value, 0);
const windows = ['bytes=0-4194303', 'bytes=4194304-8388607', `bytes=8388608-${file.length - 1}`];

/** What the page runs, where the pauses before a request is sent again end at once. */
const script = `
  const wait = setTimeout;
  window.setTimeout = (work, time) => wait(work, [250, 1000, 4000].includes(time) ? 0 : time);
  import { fetchWeights, Linear, loadWeights } from '@heed/core';
  window.load = async (url) => {
    const layer = new Linear(${columns}, ${rows}, { bias: false });
    const weights = await fetchWeights(url);
    await loadWeights(layer, weights);
    await weights.close();
    return (await layer.weight.value.data()).reduce((sum, value) => sum + value, 0);
  };`;

describe.runIf(chromium !== undefined)('weights by their URL, in a browser', () => {
  const pages = new FileServer();
  const files = new FileServer();
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    await Promise.all([pages.start(), files.start()]);
    pages.serve((_, response) =>
      response.setHeader('content-type', 'text/html').end('<title>A page</title>'),
    );
    browser = await launchChromium(chromium ?? '');
    page = await browser.newPage();
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: import.meta.dirname },
      ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022' },
      conditions: ['@heed/source'],
    });
    await page.goto(pages.url);
    await page.evaluate(outputFiles[0]?.text ?? '');
  });
  afterAll(async () => {
    await browser.close();
    pages.stop();
    files.stop();
  });

  const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
  const exposed = { ...open, 'access-control-expose-headers': 'Content-Range, ETag' };
  const asked = (): readonly string[] => files.asked;

  /** Loads a file of another origin that is treated so. */
  async function load(headers: Readonly<Record<string, string>>, answer: Answer): Promise<unknown> {
    const url = files.serve((request, response) => {
      response.setHeaders(new Map(Object.entries(headers)));
      return answer(request, response);
    });
    return await page.evaluate(`load(${JSON.stringify(url)})`);
  }

  const ranged: Answer = (request, response) => sendRange(file, request, response);
  const tear = (response: ServerResponse, bytes: Uint8Array): void => {
    response.write(bytes, () => setTimeout(() => response.destroy(), 20));
  };

  it('by windows, without asking beforehand, where the other origin shows the range', async () => {
    expect(await load(exposed, ranged)).toBe(wanted);
    expect(asked()).toEqual(windows);
  });

  it('whole, where it hides the range', async () => {
    expect(await load(open, ranged)).toBe(wanted);
    expect(asked()).toEqual(['bytes=0-4194303', 'whole']);
  });

  it('whole and compressed, of which a page does not know', async () => {
    const gzip = gzipSync(file);
    const compressed: Answer = (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': gzip.length }).end(gzip);
    };
    // Chromium takes no compressed answer to a range, be it of the whole file.
    expect(await load(open, compressed)).toBe(wanted);
    expect(asked().at(-1)).toBe('whole');
  });

  it('a line that tears in the middle of a window, and of a whole file whose range is hidden', async () => {
    const tornOnce = (
      at: string,
      headers: (request: IncomingMessage) => Readonly<Record<string, string>>,
    ): Answer => {
      let isTorn = false;
      return (request, response) => {
        if (isTorn || (request.headers.range ?? 'whole') !== at) return sendRange(file, request, response);
        isTorn = true;
        response.writeHead(at === 'whole' ? 200 : 206, headers(request));
        const start = Number(/\d+/.exec(at)?.[0] ?? 0);
        return tear(response, file.subarray(start, start + 100_003));
      };
    };
    const [, second = ''] = windows;
    const range = { 'content-range': `bytes 4194304-8388607/${file.length}` };
    expect(
      await load(
        exposed,
        tornOnce(second, () => range),
      ),
    ).toBe(wanted);
    expect(asked()).toContain('bytes=4294307-8388607');
    expect(asked()).toHaveLength(4);

    const length = { 'content-length': String(file.length) };
    expect(
      await load(
        open,
        tornOnce('whole', () => length),
      ),
    ).toBe(wanted);
    expect(asked()).toEqual(['bytes=0-4194303', 'whole', 'bytes=100003-']);
  });

  it('a server that shows nothing to pages of other origins', async () => {
    await expect(load({}, ranged)).rejects.toThrow('/model.safetensors cannot be reached: Failed to fetch');
  });
});
