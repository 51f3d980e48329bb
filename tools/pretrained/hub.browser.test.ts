import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** What the page runs: bundled as anybody would, with nothing of Node in it. */
const script = `
  import { tensor } from '@heed/core';
  import { fromPretrained } from '@heed/transformer';
  window.load = async (options) => {
    const { model } = await fromPretrained('o/m', { hubUrl: location.origin, ...options });
    const logits = model.forward(tensor([[3, 1, 4]], { dtype: 'int32' }));
    return [...await logits.data()].slice(0, 5);
  };`;

describe.runIf(chromium !== undefined)('a model from the hub, in a browser', () => {
  const server = new HubServer();
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    await server.start();
    server.reset({
      'config.json': fixture('config.json'),
      'model.safetensors': { content: fixture('model.safetensors'), lfs: true },
    });
    browser = await launchChromium(chromium ?? '');
    page = await (await browser.newContext()).newPage();
    const { outputFiles } = await build({
      stdin: { contents: script, resolveDir: import.meta.dirname },
      ...{ bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022' },
      conditions: ['@heed/source'],
    });
    await page.goto(`${server.url}/page`);
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  });
  afterAll(async () => {
    await browser.close();
    server.stop();
  });

  it('loads, is kept by the Cache API, and loads again without a request', async () => {
    const first = await page.evaluate('load()');
    expect(first).toHaveLength(5);
    expect(server.downloads).toHaveLength(2);
    const kept: unknown = await page.evaluate(
      "caches.open('heed-pretrained').then((c) => c.keys()).then((k) => k.length)",
    );
    // Two files, each with its one part, and the revision.
    expect(kept).toBe(5);
    server.asked.length = 0;
    expect(await page.evaluate('load()')).toEqual(first);
    expect(server.downloads).toEqual([]);
    server.asked.length = 0;
    expect(await page.evaluate('load({ offline: true })')).toEqual(first);
    expect(server.asked).toEqual([]);
  });
});
