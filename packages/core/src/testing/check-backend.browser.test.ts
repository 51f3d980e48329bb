import { expect, it } from 'vitest';
import { findChromium, launchChromium } from '../../../../fixtures/chromium.ts';
import { openSourcePage } from '../../../../fixtures/source-page.ts';
import { suite } from './suite.ts';

const chromium = findChromium();

it('checkBackend runs in a page', async (context) => {
  if (chromium === undefined) {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
    return;
  }
  const browser = await launchChromium(chromium);
  try {
    const page = await openSourcePage(browser);
    const program = `(async () => {
      const { checkBackend } = await import('@heed/core/testing');
      const { createReferenceBackend } = await import('@heed/core/backend');
      const own = createReferenceBackend();
      const sqrt = ([x]) => [own.upload(x.buffer, x)];
      const backend = { ...own, kernels: new Map([['sqrt', sqrt]]) };
      const { passed, failed } = await checkBackend(backend);
      return { passed: passed.length, failed: failed.map(({ name, error }) => [name, error.message]) };
    })()`;
    const { passed, failed } = await page.evaluate<{ passed: number; failed: [string, string][] }>(program);
    expect(passed + failed.length).toBe(suite().length + 1);
    expect(failed.every(([name]) => /sqrt|power/.test(name))).toBe(true);
    expect(failed[0]).toEqual([
      'sqrt: sqrt [3, 7]',
      expect.stringMatching(/^sqrt \(sqrt \[3, 7\]\) of float32 \[3, 7\]: output 0, element 0 at \[0, 0\]: /),
    ]);
  } finally {
    await browser.close();
  }
});
