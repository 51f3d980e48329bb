import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, seriousFaults } from '../../../fixtures/chromium.ts';
import { BuiltPage } from './testing/built-page.ts';
import { longestTask } from './testing/main-thread.ts';

const chromium = findChromium();
if (chromium === undefined) {
  it('the playground, in a browser', (context) => {
    context.skip('there is no Chromium here: install one, or name it in HEED_CHROMIUM');
  });
}

const checkpoint = join(import.meta.dirname, '..', '..', 'text-generation', 'checkpoint');
const modelFiles = ['config.json', 'tokenizer.json', 'model.safetensors'].map((name) =>
  join(checkpoint, name),
);
const textOf = async (page: Page, name: string): Promise<string> => {
  return ((await page.locator(`[data-test=${name}]`).textContent()) ?? '').trim();
};
const tokens = (page: Page) => page.getByRole('spinbutton', { name: 'tokens' });
const write = (page: Page): Promise<void> => page.getByRole('button', { name: 'Write', exact: true }).click();
const written = (page: Page): Promise<void> => {
  return page.getByText('tokens per second').waitFor();
};

describe.runIf(chromium !== undefined)('the playground, in a browser', () => {
  let browser: Browser;
  let built: BuiltPage;
  beforeAll(async () => {
    [browser, built] = await Promise.all([launchChromium(chromium ?? ''), BuiltPage.build()]);
  });
  afterAll(async () => {
    await browser?.close();
    await built?.close();
  });

  it('loads in less than 300 kB before the weights', async () => {
    built.requested.clear();
    const { page } = await built.open(browser, 'translate');
    await page.getByText('Wo ist der Bahnhof?').waitFor();
    const parts = [...built.requested].filter((path) => /(^\/|\.(js|css))$/.test(path));
    expect(parts.some((path) => path.includes('relaxed-shared'))).toBe(true);
    const sizes = await Promise.all(parts.map(async (path) => gzipSync(await built.read(path)).length));
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(300_000);
    await page.context().close();
  });

  it('translates as one types, and shows where a word looked', async () => {
    const { page, troubles } = await built.open(browser, 'translate');
    await page.getByText('Wo ist der Bahnhof?').waitFor();
    await page.getByRole('option', { name: 'Bahnhof' }).first().hover();
    const tints = await page
      .getByRole('listbox', { name: 'English words', exact: true })
      .locator('.word')
      .evaluateAll((words) =>
        words.map((word) => [word.textContent, Number.parseInt(word.style.getPropertyValue('--tint'), 10)]),
      );
    const [most] = tints.toSorted(([, a], [, b]) => Number(b) - Number(a));
    expect(most?.[0]).toBe('station');
    await page.getByLabel('English', { exact: true }).fill('Good morning. Where is my dog?');
    await page.getByRole('button', { name: 'sentence 2' }).waitFor();
    expect(await textOf(page, 'translation')).toMatch(/Morgen.*Hund\?$/);
    await page.getByRole('button', { name: 'layer 2, head 3' }).click();
    // By keyboard: the first word, then the next.
    await page.getByRole('listbox', { name: 'German words', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^“.*” looks most at “.*”: \d/).waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('writes, stops at once, and shows what a patch changes', async () => {
    const { page, troubles } = await built.open(browser, 'write');
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    await tokens(page).fill('24');
    await write(page);
    await written(page);
    const whole = await textOf(page, 'whole');
    expect(whole).toMatch(/^Once upon a time.{20,}/s);
    await page.locator('.token').nth(3).hover();
    expect(await page.locator('.likely li').count()).toBeGreaterThan(4);

    await page.getByRole('button', { name: 'layer 1, mean of its heads' }).click();
    await page.getByRole('button', { name: 'Switch off layer 1' }).click();
    await write(page);
    await written(page);
    expect((await textOf(page, 'whole')).replace('As it is', '').trim()).toBe(whole.trim());
    expect((await textOf(page, 'patched')).replace('With heads switched off', '').trim()).not.toBe(
      whole.trim(),
    );

    await page.getByRole('button', { name: 'All on again' }).click();
    await tokens(page).fill('400');
    await write(page);
    await page.locator('.token').nth(5).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    const stopped = await page.locator('.token').count();
    expect(stopped).toBeLessThan(400);
    await page.waitForTimeout(300);
    expect(await page.locator('.token').count()).toBe(stopped);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('never blocks the page while it writes', async () => {
    const { page } = await built.open(browser, 'write');
    await tokens(page).fill('40');
    await write(page);
    await written(page);
    const longest = await longestTask(browser, page, async () => {
      await write(page);
      await page.getByText('tokens per second').waitFor({ state: 'detached' });
      await written(page);
    });
    expect(longest).toBeLessThan(50);
    await page.context().close();
  });

  it('holds after 100 texts what it held after the first', async () => {
    const { page } = await built.open(browser, 'write');
    await tokens(page).fill('1');
    const rounds = async (count: number): Promise<string> => {
      for (let round = 0; round < count; round++) {
        await write(page);
        await written(page);
      }
      await page.waitForTimeout(100);
      const reserved = await page.locator('[data-test=held]').getAttribute('data-reserved');
      return `${await textOf(page, 'held')} ${reserved}`;
    };
    const first = await rounds(1);
    expect(first).toMatch(/holds \d+ tensors/);
    expect(await rounds(100)).toBe(first);
    await page.context().close();
  });

  it('trains: the loss falls', async () => {
    const { page, troubles } = await built.open(browser, 'train');
    const start = page.getByRole('button', { name: 'Start' });
    await start.click();
    const progress = page.locator('[data-test=progress]');
    await progress.getByText(/step [1-9]/).waitFor();
    const loss = async (): Promise<number> =>
      Number(/loss ([\d.]+)/.exec(await textOf(page, 'progress'))?.[1]);
    const first = await loss();
    // By the loss, not by the step: how many steps the first look came after is up to the machine.
    await expect.poll(loss, { timeout: 60_000 }).toBeLessThan(first - 0.3);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForTimeout(200);
    const paused = await textOf(page, 'progress');
    await page.waitForTimeout(200);
    expect(await textOf(page, 'progress')).toBe(paused);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => textOf(page, 'progress')).not.toBe(paused);
    await page.getByRole('button', { name: 'Reset' }).click();
    await start.waitFor();
    expect(await textOf(page, 'progress')).toBe('step 0');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('opens a model that is dropped, and one that is chosen, and says what is wrong with another', async () => {
    const { page, troubles } = await built.open(browser, 'model');
    const files = modelFiles.map((path) => ({
      name: path.split('/').at(-1),
      data: readFileSync(path).toString('base64'),
    }));
    const transfer = await page.evaluateHandle(async (given) => {
      const data = new DataTransfer();
      for (const { name = '', data: base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    }, files);
    await page.locator('[data-test=drop]').dispatchEvent('drop', { dataTransfer: transfer });
    expect(await textOf(page, 'description')).toMatch(/LlamaForCausalLM[\s\S]*260,032/);
    await tokens(page).fill('8');
    await write(page);
    await written(page);
    expect(await textOf(page, 'whole')).toMatch(/^Once upon a time.+/s);

    const [input] = await page.locator('input[type=file]').all();
    await input?.setInputFiles(modelFiles.slice(0, 1));
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/safetensors/);
    await input?.setInputFiles(modelFiles);
    await page.locator('[data-test=description]').waitFor();
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  it('runs on one thread without isolation, and says so', async () => {
    const { page } = await built.open(browser, 'translate', { isolated: false, serviceWorkers: 'block' });
    await page.getByText('Wo ist der Bahnhof?').waitFor();
    expect(await textOf(page, 'threads')).toBe('1 thread');
    await page.getByText(/one thread: /).waitFor();
    await page.context().close();
  });

  it('isolates itself on a host that sends no headers', async () => {
    const { page } = await built.open(browser, 'translate', { isolated: false });
    await page.getByText('Wo ist der Bahnhof?').waitFor();
    await expect.poll(() => page.evaluate('crossOriginIsolated')).toBe(true);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('keeps nobody out, %s', async (colorScheme) => {
    const { page } = await built.open(browser, 'translate', { colorScheme, reducedMotion: 'reduce' });
    await page.getByText('Wo ist der Bahnhof?').waitFor();
    const faults = [...(await seriousFaults(page))];
    await page.getByRole('link', { name: 'Write' }).click();
    await tokens(page).fill('10');
    await write(page);
    await written(page);
    await page.locator('.token').nth(3).hover();
    faults.push(...(await seriousFaults(page)));
    await page.getByRole('link', { name: 'Train' }).click();
    await page.getByText('step 0').waitFor();
    await page.locator('.u-legend').waitFor();
    faults.push(...(await seriousFaults(page)));
    await page.getByRole('link', { name: 'Fine-tune' }).click();
    await page.getByRole('button', { name: 'Judge' }).click();
    await page.getByRole('region', { name: 'Verdicts' }).waitFor();
    faults.push(...(await seriousFaults(page)));
    await page.getByRole('link', { name: 'Your model' }).click();
    await page.locator('[data-test=drop]').waitFor();
    faults.push(...(await seriousFaults(page)));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('fits a narrow phone, and keeps the colours that were chosen', async () => {
    const { page } = await built.open(browser, 'translate', { viewport: { width: 360, height: 740 } });
    for (const room of ['Write', 'Train', 'Fine-tune', 'Your model', 'Translate']) {
      await page.getByRole('link', { name: room, exact: true }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.getByLabel('Colours').selectOption('dark');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.context().close();
  });
});
