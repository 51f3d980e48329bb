import { readFileSync } from 'node:fs';
import { encodeSafetensors } from '@heed/core';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../fixtures/chromium.ts';
import { HubServer } from '../../fixtures/pretrained/hub-server.ts';

const chromium = findChromium();
if (chromium === undefined) {
  it('a model from the hub, in a browser', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

const fixture = (name: string): Uint8Array =>
  readFileSync(new URL(`../../fixtures/models/llama-tied/${name}`, import.meta.url));
const llama = {
  'config.json': fixture('config.json'),
  'model.safetensors': { content: fixture('model.safetensors'), lfs: true },
};

/** A model of more than one part of the cache, 16 MiB. */
const width = 2203;
const large = await encodeSafetensors([
  ['weight', { type: 'F32', shape: [width, width], data: new Float32Array(width * width).fill(0.5) }],
]);
const part = 16 * 2 ** 20;

/** What the page runs: bundled as anybody would, with nothing of Node in it. */
const script = `
  import { Linear, tensor } from '@heed/core';
  import { fromPretrained, modelFamily } from '@heed/transformer';
  const large = modelFamily((config) => config.size('width'), {
    Large: (width) => new Linear(width, width, { bias: false }),
  });
  window.heard = [];
  window.load = async (options) => {
    const { model } = await fromPretrained('o/m', {
      hubUrl: location.origin,
      families: { large: async () => large },
      onProgress: (progress) => heard.push(progress),
      ...options,
    });
    if (model instanceof Linear) return (await model.weight.value.data()).reduce((sum, value) => sum + value);
    const logits = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
    return [...await logits.data()].slice(0, 5);
  };
  window.keys = async () => {
    const kept = await caches.open('heed-pretrained');
    return (await kept.keys()).map(({ url }) => url.replace(/.*\\/[0-9a-f]{40}\\//, '')).sort();
  };
  window.untilKept = async (key) => {
    while (!(await keys()).includes(key)) await new Promise((next) => setTimeout(next, 20));
  };`;

interface Progress {
  readonly stage: 'download' | 'load';
  readonly loaded: number;
  readonly total: number;
}

describe.runIf(chromium !== undefined)('a model from the hub, in a browser', () => {
  const server = new HubServer();
  let browser: Browser;
  let context: BrowserContext;
  let bundle = '';
  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: import.meta.dirname },
      ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022' },
      conditions: ['@heed/source'],
    });
    bundle = outputFiles[0]?.text ?? '';
  });
  afterAll(() => browser.close());
  // A visitor who was never here.
  beforeEach(async () => {
    await server.start();
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context.close();
    server.stop();
  });

  /** A visit: a page of its own. */
  async function visit(path = '/page'): Promise<Page & { said: string[] }> {
    const page = await context.newPage();
    const said: string[] = [];
    // Chromium itself complains of the icon that the page does not have.
    page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
    await page.goto(server.url + path);
    await page.evaluate(bundle);
    server.asked.length = 0;
    return Object.assign(page, { said });
  }

  /** Whether reports were exact: of one total, never back, and all of it in the end. */
  async function expectProgress(page: Page, bytes: number): Promise<void> {
    const heard = await page.evaluate<Progress[]>('heard');
    const down = heard.filter(({ stage }) => stage === 'download');
    expect(new Set(down.map(({ total }) => total))).toEqual(new Set([bytes]));
    expect(down.every(({ loaded }, at) => loaded >= (down[at - 1]?.loaded ?? 0))).toBe(true);
    expect(down.at(-1)?.loaded).toBe(bytes);
    expect(heard.at(-1)).toMatchObject({ stage: 'load', loaded: heard.at(-1)?.total });
  }

  it('loads, is kept by the Cache API, and the next visits load it without the network', async () => {
    server.reset(llama);
    const first = await visit();
    const logits = await first.evaluate('load()');
    expect(logits).toHaveLength(5);
    expect(server.downloads).toHaveLength(2);
    await expectProgress(first, llama['config.json'].length + llama['model.safetensors'].content.length);
    // Two files, each with its one part, and the revision.
    expect(await first.evaluate<string[]>('keys()')).toEqual([
      'config.json',
      'config.json?part=0',
      expect.stringMatching(/\/revisions\/main$/),
      'model.safetensors',
      'model.safetensors?part=0',
    ]);
    await first.close();

    const second = await visit();
    expect(await second.evaluate('load()')).toEqual(logits);
    expect(server.downloads).toEqual([]);
    server.asked.length = 0;
    expect(await second.evaluate('load({ offline: true })')).toEqual(logits);
    expect(server.asked).toEqual([]);

    const third = await visit();
    await context.setOffline(true);
    server.stop();
    expect(await third.evaluate('load()')).toEqual(logits);
  });

  it('a page that is closed in the middle leaves nothing that counts; the next visit goes on with it', async () => {
    let isHeld = true;
    server.reset({
      'config.json': new TextEncoder().encode(`{ "model_type": "large", "width": ${width} }`),
      'model.safetensors': {
        content: large,
        lfs: true,
        answer: (_, response) => {
          response.setHeader('access-control-allow-origin', '*');
          if (!isHeld) return false;
          response.writeHead(200, { 'content-length': large.length });
          response.write(large.subarray(0, part + 1003));
          return true;
        },
      },
    });
    const first = await visit();
    const loading = first.evaluate('load()').catch((error: unknown) => String(error));
    await first.evaluate("untilKept('model.safetensors?part=0')");
    await first.close();
    expect(await loading).toMatch(/closed/);
    isHeld = false;

    const second = await visit();
    expect(await second.evaluate<string[]>('keys()')).toEqual([
      'config.json',
      'config.json?part=0',
      'model.safetensors?part=0',
    ]);
    await expect(second.evaluate('load({ offline: true })')).rejects.toThrow('is not in the cache');
    expect(await second.evaluate('load()')).toBe(0.5 * width * width);
    expect(server.downloads).toEqual([`model.safetensors bytes=${part}-`]);

    // A part that goes missing afterwards is fetched again, and it alone.
    await second.evaluate(
      `caches.open('heed-pretrained').then(async (kept) => {
        const [last] = (await kept.keys()).filter(({ url }) => url.endsWith('model.safetensors?part=1'));
        await kept.delete(last);
      })`,
    );
    expect(await (await visit()).evaluate('load()')).toBe(0.5 * width * width);
    expect(server.downloads).toEqual([`model.safetensors bytes=${part}-`]);
  });

  it('no room: named on the console, and the model loads; each file is fetched once', async () => {
    server.reset(llama);
    const page = await visit();
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 20_000 });
    expect(await page.evaluate('load()')).toHaveLength(5);
    expect(server.downloads).toHaveLength(2);
    await expectProgress(page, llama['config.json'].length + llama['model.safetensors'].content.length);
    expect(page.said).toEqual([
      expect.stringMatching(
        /^heed: the browser does not keep model\.safetensors \(QuotaExceededError: .*\); it stays in memory and is fetched again next time$/,
      ),
    ]);
    expect(await page.evaluate<string[]>('keys()')).toEqual([
      'config.json',
      'config.json?part=0',
      expect.stringMatching(/\/revisions\/main$/),
    ]);
  });

  it('a page without an origin, which has no caches: the same', async () => {
    server.reset(llama);
    const page = await visit('/page-without-origin');
    const failure = page.evaluate("caches.open('x')");
    await expect(failure).rejects.toThrow('SecurityError');
    expect(await page.evaluate(`load({ hubUrl: '${server.url}' })`)).toHaveLength(5);
    expect(page.said).toEqual([
      expect.stringMatching(/^heed: the browser does not keep what is downloaded \(SecurityError: /),
    ]);
  });
});
