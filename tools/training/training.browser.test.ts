import { memoryStore } from '@heed/transformer/training';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../fixtures/chromium.ts';
import { smallRun } from './page-run.ts';

const chromium = findChromium();

/** A worker that trains in the page's private folder, and tells each update and the end; one may hang at an update. */
const worker = `
  import { originPrivateStore } from '@heed/transformer/training';
  import { smallRun } from './page-run.ts';
  const store = await originPrivateStore('run');
  const hangsAt = Number(new URL(location.href).searchParams.get('hangs'));
  const onStep = ({ step }) => {
    postMessage({ step });
    if (step === hangsAt) return new Promise(() => {});
  };
  const numbers = await smallRun(store, { onStep });
  postMessage({ numbers });`;

async function openPage(page: Page, hangsAt = 0): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: worker, resolveDir: import.meta.dirname, loader: 'ts' },
    ...{ bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022' },
    conditions: ['@heed/source'],
  });
  const script = outputFiles[0]?.text ?? '';
  await page.route('http://localhost/**', (route) =>
    route.request().url().includes('worker.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto('http://localhost/');
  await page.evaluate(`
    window.steps = [];
    window.numbers = new Promise((resolve, reject) => {
      window.worker = new Worker('worker.js?hangs=${hangsAt}', { type: 'module' });
      window.worker.onerror = (event) => reject(new Error(event.message));
      window.worker.onmessage = ({ data }) => (data.numbers ? resolve(data.numbers) : window.steps.push(data.step));
    });
    // The value of the last line is waited for.
    true;`);
}

it('a run in a tab’s worker goes on after the tab was closed, and ends with the numbers of Node', async (context) => {
  if (chromium === undefined) {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
    return;
  }
  const browser = await launchChromium(chromium);
  try {
    const visitor = await browser.newContext();
    const first = await visitor.newPage();
    await openPage(first, 7);
    await first.waitForFunction('window.steps.length === 7');
    await first.close();
    const second = await visitor.newPage();
    await openPage(second);
    const numbers = await second.evaluate<number[]>('window.numbers');
    const steps = await second.evaluate<number[]>('window.steps');
    // The state of every second update was saved.
    expect(steps).toEqual(Array.from({ length: 8 }, (_, index) => index + 7));
    expect(numbers).toEqual(await smallRun(memoryStore()));
  } finally {
    await browser.close();
  }
});
