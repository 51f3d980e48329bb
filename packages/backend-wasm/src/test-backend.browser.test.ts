import { expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../../fixtures/chromium.ts';
import { openSourcePage } from '../../../fixtures/source-page.ts';

const chromium = findChromium();

if (chromium === undefined) {
  it('passes all tests in a page', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

it.runIf(chromium !== undefined).each([
  ['a page that may share memory', true, 2],
  ['a page that may not', false, 1],
] as const)('passes all tests in %s', async (_, isolated, threads) => {
  const browser = await launchChromium(chromium ?? '');
  try {
    const page = await openSourcePage(browser, { isolated });
    const program = `(async () => {
      const { checkBackend } = await import('@heed/core/testing');
      const { wasm } = await import('@heed/backend-wasm');
      const backend = await wasm({ threads: 2 });
      const { passed, failed } = await checkBackend(backend);
      const { threads } = backend.report();
      backend.dispose();
      return { threads, passed: passed.length, failed: failed.map(({ name, error }) => name + ': ' + error.message) };
    })()`;
    const result = await page.evaluate<{ threads: number; passed: number; failed: string[] }>(program);
    expect(result).toEqual({ threads, passed: expect.any(Number), failed: [] });
    expect(result.passed).toBeGreaterThan(600);
  } finally {
    await browser.close();
  }
});
