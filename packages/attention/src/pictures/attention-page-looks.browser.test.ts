import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, openPage, seriousFaults } from '../../../../fixtures/chromium.ts';
import { comparison, layers, overPicture } from './testing/sample-pages.ts';

const chromium = findChromium();

/** Pictures of the pages, for people to look at. */
const shots = fileURLToPath(new URL('../../../../.cache/pictures/', import.meta.url));

const pages = { comparison, layers, overPicture };
const sizes = { wide: 1280, narrow: 360 };
const cases = Object.entries(pages).flatMap(([name, html]) => {
  return Object.entries(sizes).flatMap(([size, width]) => {
    return (['light', 'dark'] as const).map((colorScheme) => ({ name, html, size, width, colorScheme }));
  });
});

describe.runIf(chromium !== undefined)('the looks of the attention page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
    mkdirSync(shots, { recursive: true });
  });
  afterAll(async () => await browser.close());

  it.each(cases)(
    '$name, $size, $colorScheme: fits, and keeps nobody out',
    async ({ name, html, size, ...look }) => {
      const { page, troubles } = await openPage(browser, html, look);
      for (const view of name === 'overPicture' ? [] : ['Lines', 'Matrix']) {
        await page.getByRole('radio', { name: view }).check();
        expect(await seriousFaults(page)).toEqual([]);
      }
      await page.getByRole('option').nth(1).click();
      await page.mouse.move(1, 1);
      expect(await seriousFaults(page)).toEqual([]);
      const surplus = await page.evaluate(() => {
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      expect(surplus).toBe(0);
      const path = `${shots}${name}-${size}-${look.colorScheme}.png`;
      expect((await page.screenshot({ path, fullPage: true })).length).toBeGreaterThan(10_000);
      expect(troubles).toEqual([]);
      await page.context().close();
    },
  );

  it('would be found faulty if it were: axe is at work', async () => {
    const faulty = '<p style="color: #ccc; background: #fff">Pale</p><img src="data:,">';
    const { page } = await openPage(browser, `<!doctype html><html lang="en"><title>Pale</title>${faulty}`);
    const faults = await seriousFaults(page);
    expect(faults.map((fault) => fault.split(':')[0]).toSorted()).toEqual(['color-contrast', 'image-alt']);
    await page.context().close();
  });
});
