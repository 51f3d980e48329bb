import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, openPage } from '../../../../fixtures/chromium.ts';
import { readPicture } from '../node/index.ts';
import { decodePicture } from './decode-picture.ts';
import { channelsOf } from './picture.ts';

const chromium = findChromium();
const folder = new URL('../../../../fixtures/vision/pictures/', import.meta.url);
const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));

/** What a page is asked for: the picture, or the name and message of the error. */
interface Answer {
  readonly width?: number;
  readonly height?: number;
  readonly color?: string;
  readonly data?: readonly number[];
  readonly error?: string;
}

if (chromium === undefined) {
  it('pictures, in a browser', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

describe.runIf(chromium !== undefined)('pictures, in a browser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium(chromium ?? '');
    const bundle = await build({
      ...{ entryPoints: [new URL('browser.ts', import.meta.url).pathname], bundle: true, write: false },
      ...{ format: 'iife', globalName: 'heed', platform: 'browser', conditions: ['@heed/source'] },
    });
    const script = bundle.outputFiles[0]?.text.replaceAll('</script', '<\\/script') ?? '';
    ({ page } = await openPage(browser, `<!doctype html><script>${script}</script>`));
  });
  afterAll(async () => await browser.close());

  /** Reads a file in the page, as if a visitor had chosen it. */
  async function read(bytes: Uint8Array, name: string): Promise<Answer> {
    const numbers = JSON.stringify([...bytes]);
    return await page.evaluate<Answer>(`
      heed.pictureFromBrowser(new File([new Uint8Array(${numbers})], ${JSON.stringify(name)})).then(
        ({ width, height, color, data }) => ({ width, height, color, data: [...data] }),
        (error) => ({ error: error.name + ': ' + error.message }),
      )
    `);
  }

  it.each(['rgb.png', 'palette.png', 'rgb.jpg', 'turned6.jpg', 'rgb.webp', 'grey.png'])(
    '%s',
    async (name) => {
      const bytes = bytesOf(name);
      const expected = name.endsWith('.webp') ? await readPicture(bytes) : decodePicture(bytes);
      const { width, height, color, data = [] } = await read(bytes, name);
      expect([width, height, color]).toEqual([expected.width, expected.height, 'rgba']);
      const channels = channelsOf(expected.color);
      const worst = data.reduce((most, value, at) => {
        const [pixel, channel] = [Math.floor(at / 4), at % 4];
        if (channel === 3) return Math.max(most, Math.abs(value - 255));
        const place = pixel * channels + (channels < 3 ? 0 : channel);
        return Math.max(most, Math.abs(value - (expected.data[place] ?? Number.NaN)));
      }, 0);
      expect(worst).toBeLessThanOrEqual(name.endsWith('.jpg') ? 2 : 0);
    },
  );

  it('what is no picture, cut short or gigantic is a named error', async () => {
    expect((await read(new TextEncoder().encode('no picture'), 'cat.png')).error).toContain(
      'FormatError: cat.png: not a PNG',
    );
    const half = bytesOf('rgb.png').subarray(0, 60);
    expect((await read(half, 'half.png')).error).toContain(
      'FormatError: half.png: the browser cannot decode it',
    );
    const huge = bytesOf('rgb.png');
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 100_000);
    expect((await read(huge, 'huge.png')).error).toContain('ShapeError: huge.png');
  });

  it('a canvas is a source, too', async () => {
    const answer = await page.evaluate<Answer>(`(async () => {
      const canvas = new OffscreenCanvas(3, 2);
      const context = canvas.getContext('2d');
      context.fillStyle = 'rgb(10, 20, 30)';
      context.fillRect(0, 0, 3, 2);
      const { width, height, data } = await heed.pictureFromBrowser(canvas);
      return { width, height, data: [...data.slice(0, 4)] };
    })()`);
    expect(answer).toEqual({ width: 3, height: 2, data: [10, 20, 30, 255] });
  });
});
