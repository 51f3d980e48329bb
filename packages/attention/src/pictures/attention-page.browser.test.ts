import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, openPage } from '../../../../fixtures/chromium.ts';
import { attentionHtml } from './attention-html.ts';
import { comparison, layers, overPicture, peaked, source, target } from './testing/sample-pages.ts';

const chromium = findChromium();
const patience = { timeout: 20_000 };

if (chromium === undefined) {
  it('the attention page, in a browser', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

describe.runIf(chromium !== undefined)('the attention page', () => {
  let browser: Browser;
  let page: Page;
  let troubles: readonly string[] = [];

  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
  });
  afterAll(async () => await browser.close());
  afterEach(async () => {
    await page.context().close();
    expect(troubles).toEqual([]);
  });

  async function open(html: string, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
    ({ page, troubles } = await openPage(browser, html, { colorScheme }));
  }

  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const word = (name: string, list: string, text: string) => {
    return card(name).getByRole('listbox', { name: list }).getByRole('option', { name: text, exact: true });
  };
  const looks = 'Words that look';
  const lookedAt = 'Words that are looked at';
  const selected = () => page.locator('[role=option][aria-selected=true]');

  /** Texts of the rows of a card's table: word, weight. */
  async function table(name: string): Promise<string[][]> {
    const words = await card(name).locator('tbody th').allTextContents();
    const weights = await card(name).locator('tbody td').allTextContents();
    return words.map((text, index) => [text, weights[index] ?? '']);
  }

  it('shows a word’s attention while the pointer is on it, in all cards with the same words', async () => {
    await open(comparison);
    await word('Additive', looks, 'signé').hover();
    const attended = word('Additive', lookedAt, 'signed');
    await expect
      .poll(() => attended.evaluate((item) => item.style.getPropertyValue('--share')), patience)
      .toBe('1.000');
    const other = word('Luong', lookedAt, 'signed');
    expect(await other.evaluate((item) => item.style.getPropertyValue('--share'))).toBe('1.000');
    const faint = word('Additive', lookedAt, 'August');
    expect(Number(await faint.evaluate((item) => item.style.getPropertyValue('--share')))).toBeLessThan(0.1);
    await page.mouse.move(1, 1);
    await expect
      .poll(() => attended.evaluate((item) => item.style.getPropertyValue('--share')), patience)
      .toBe('0');
    expect(await selected().count()).toBe(0);
  });

  it('tells the number of a cell under the pointer', async () => {
    await open(comparison);
    const cells = card('Additive').locator('.cells');
    const box = await cells.boundingBox();
    if (box === null) throw new Error('no cells');
    const at = (row: number, column: number) => ({
      x: ((column + 0.5) * box.width) / source.length,
      y: ((row + 0.5) * box.height) / target.length,
    });
    await cells.hover({ position: at(4, 3) });
    expect(await page.locator('.tooltip').textContent()).toBe('signé → signed  70.0\u00a0%');
    await cells.hover({ position: at(4, 4) });
    expect(await page.locator('.tooltip').textContent()).toBe('signé → in  5.0\u00a0%');
    await cells.click({ position: at(4, 4) });
    expect(await selected().locator('.text').allTextContents()).toEqual(['signé', 'signé']);
  });

  it('pins a word by a click, lists its numbers, and lets it go by another click or Escape', async () => {
    await open(comparison);
    await word('Luong', looks, 'août').click();
    await page.mouse.move(1, 1);
    expect(await word('Luong', looks, 'août').getAttribute('aria-selected')).toBe('true');
    expect((await table('Luong'))[0]).toEqual(['August', '40.0\u00a0%']);
    expect(await table('Luong')).toHaveLength(source.length);
    expect((await table('Additive'))[0]).toEqual(['August', '70.0\u00a0%']);
    expect(await page.getByRole('status').textContent()).toMatch(
      /^Pinned\. What “août” attends to: August 40\.0\s%, The 10\.0\s%/,
    );
    await card('Luong').getByRole('button', { name: 'Word' }).click();
    expect((await table('Luong')).map(([text]) => text)).toEqual(source);

    await word('Luong', looks, 'août').click();
    expect(await selected().count()).toBe(0);
    await word('Luong', lookedAt, 'was').click();
    await page.mouse.move(1, 1);
    expect(await card('Luong').getByRole('table').locator('caption').textContent()).toBe(
      'What attends to “was”',
    );
    await page.keyboard.press('Escape');
    expect(await selected().count()).toBe(0);
    expect(await card('Luong').getByRole('table').count()).toBe(0);
    expect(await page.getByRole('status').textContent()).toBe('Unpinned.');
  });

  it('does all that by keyboard', async () => {
    await open(comparison);
    await page.mouse.move(1, 1);
    // The word alone: beside it may stand its number.
    const focused = () =>
      page.evaluate(() => {
        const word = document.activeElement;
        const number = word?.querySelector('.number')?.textContent ?? '';
        return word?.textContent?.slice(0, word.textContent.length - number.length);
      });
    await word('Additive', lookedAt, 'The').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('was');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('a');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => page.getByRole('status').textContent(), patience)
      .toMatch(/^What “été” attends to: was 70\.0\s%/);
    await page.keyboard.press('Enter');
    expect(await word('Additive', looks, 'été').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    expect(await focused()).toBe('.');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press(' ');
    expect(await word('Additive', looks, 'août').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('.');
    await page.keyboard.press('Home');
    expect(await focused()).toBe('The');
    await page.keyboard.press('Escape');
    expect(await selected().count()).toBe(0);
    // Tab goes to a list as a whole: from one word on to the next list.
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('août');
  });

  it('draws lines between two columns of words', async () => {
    await open(comparison);
    await page.getByRole('radio', { name: 'Lines' }).check();
    await word('Additive', looks, 'signé').click();
    await page.mouse.move(1, 1);
    expect(await word('Additive', lookedAt, 'signed').locator('.number').textContent()).toBe('70.0\u00a0%');
    const left = await word('Additive', looks, 'signé').boundingBox();
    const right = await word('Additive', lookedAt, 'signed').boundingBox();
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThan(right?.x ?? 0);
    await word('Additive', looks, 'signé').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.activeElement?.querySelector('.text')?.textContent)).toBe('in');
    const painted = await card('Additive')
      .locator('.cells canvas')
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return 0;
        const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
        return data?.some((value) => value > 0) ? 1 : 0;
      });
    expect(painted).toBe(1);
  });

  it('chooses layers and heads', async () => {
    await open(layers);
    const heads = card('Encoder').locator('.heads');
    expect(await heads.textContent()).toBe('Self-attention · layer 2, mean of 5 heads');
    const small = card('Encoder').getByRole('toolbar').getByRole('button');
    expect(await small.count()).toBe(15);
    await card('Encoder').getByRole('button', { name: 'Layer 1, head 3' }).click();
    expect(await heads.textContent()).toBe('Self-attention · layer 1, head 3');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await heads.textContent()).toBe('Self-attention · layer 0, head 2');
    await word('Encoder', looks, 'in').click();
    expect((await table('Encoder'))[0]).toEqual(['was', '50.0\u00a0%']);

    const switches = card('Encoder').getByRole('group');
    await switches.getByRole('button', { name: 'Head 0' }).click();
    expect(await heads.textContent()).toBe('Self-attention · layer 0, mean of heads 0, 2');
    expect((await table('Encoder')).slice(0, 2).map(([text]) => text)).toEqual(['was', 'in']);
    await switches.getByRole('button', { name: 'Head 2' }).click();
    expect(await heads.textContent()).toBe('Self-attention · layer 0, head 0');
    await switches.getByRole('button', { name: 'Head 0' }).click();
    expect(await heads.textContent()).toBe('Self-attention · layer 0, head 0');
    await switches.getByRole('button', { name: 'All heads' }).click();
    expect(await heads.textContent()).toBe('Self-attention · layer 0, mean of 5 heads');
  });

  it('lays attention over a picture', async () => {
    await open(overPicture);
    /** How red the patches of a card's picture are, row by row: the stronger the weight, the redder. */
    const reds = (name: string): Promise<number[]> => {
      return card(name)
        .locator('.picture canvas')
        .evaluate((canvas) => {
          if (!(canvas instanceof HTMLCanvasElement)) return [];
          const data = canvas.getContext('2d')?.getImageData(0, 0, 3, 3).data ?? [];
          return Array.from(data).filter((_, index) => index % 4 === 0);
        });
    };
    await word('Captioner', looks, 'green').click();
    const captioner = await reds('Captioner');
    expect(captioner.map((red) => red > 128)).toEqual(Array.from({ length: 9 }, (_, patch) => patch === 1));
    expect((await table('Captioner'))[0]).toEqual(['patch 1,2', '60.0\u00a0%']);
    await word('Captioner', 'Patches of the picture', 'patch 1,3').click();
    expect((await table('Captioner'))[0]).toEqual(['square', '60.0\u00a0%']);

    await word('Encoder', 'Patches that look', 'patch 1,1').click();
    expect((await table('Encoder'))[0]).toEqual(['patch 3,2', '60.0\u00a0%']);
    const encoder = await reds('Encoder');
    expect(encoder.map((red) => red > 128)).toEqual(Array.from({ length: 9 }, (_, patch) => patch === 7));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect((await table('Encoder'))[0]).toEqual(['patch 2,2', '60.0\u00a0%']);
  });

  it('is dark or light as the system is, until one says otherwise', async () => {
    await open(comparison, 'dark');
    const brightness = () => {
      return page.evaluate(() => {
        const color = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
        return color.slice(0, 3).reduce((total, part) => total + Number(part), 0) / 3;
      });
    };
    expect(await brightness()).toBeLessThan(60);
    await page.getByRole('button', { name: 'Light colours' }).click();
    expect(await brightness()).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Dark colours' }).click();
    expect(await brightness()).toBeLessThan(60);
  });

  it('hides and shows models', async () => {
    await open(comparison);
    expect(await card('Luong').isVisible()).toBe(true);
    await page.getByRole('checkbox', { name: 'Luong' }).uncheck();
    expect(await card('Luong').isVisible()).toBe(false);
    expect(await card('Additive').isVisible()).toBe(true);
  });

  it('shows hostile words as text and nothing else', async () => {
    const words = ['</script><script>alert(1)</script>', '<img src=x onerror=alert(1)>', '\u2028“&amp;”', ''];
    await open(
      attentionHtml({
        title: '</title><script>alert(1)</script>',
        texts: [{ label: '<b>', text: '</dl><iframe src="http://page.test/frame">' }],
        maps: [
          {
            name: '"><i>',
            kind: 'self',
            rows: words,
            columns: words,
            weights: [peaked(4, 4, (row) => row, 0.5)],
          },
        ],
      }),
    );
    expect(await page.title()).toBe('</title><script>alert(1)</script>');
    expect(
      await word('"><i>', looks, words[1] ?? '')
        .locator('.text')
        .textContent(),
    ).toBe(words[1]);
    expect(await page.locator('img, iframe, i, b').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
  });

  it('has a card for an empty text too', async () => {
    await open(
      attentionHtml({
        title: 'Nothing',
        maps: [{ name: 'Empty', kind: 'cross', rows: [], columns: source, weights: [[]] }],
      }),
    );
    expect(await card('Empty').textContent()).toContain('There are no words here.');
  });
});
